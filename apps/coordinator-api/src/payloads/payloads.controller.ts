import { timingSafeEqual } from 'node:crypto';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { Caller } from '#access/caller.js';
import { RequestCaller } from '../access/request-caller.js';
import { ProblemError } from '../problems/problem-error.js';
import { PayloadReading, type Payloads } from './payload-reading.js';

/** The part of a path that opens payloads to a demonstration's page of Temporal; undefined where nothing does. */
export const secretPathOfPayloads = Symbol('secret path of payloads');

/** Temporal's protocol for remote codecs, decoding alone: its page appends `/decode` to the address it is given. */
@Controller('codec')
export class PayloadsController {
  constructor(
    @Inject(PayloadReading) private readonly reading: PayloadReading,
    @Inject(secretPathOfPayloads) private readonly secretPath: string | undefined,
  ) {}

  @Post('decode')
  @HttpCode(200)
  async decode(@RequestCaller() caller: Caller, @Body() body: unknown): Promise<Payloads> {
    return this.reading.read(caller.subject, body);
  }

  /** For a page that cannot send a token, in a demonstration. */
  @Post(':secret/decode')
  @HttpCode(200)
  async decodeInDemonstration(
    @Param('secret') secret: string,
    @Body() body: unknown,
  ): Promise<Payloads> {
    if (!this.isSecret(secret)) throw new ProblemError('not-found');
    return this.reading.read('whoever looks at the demonstration', body);
  }

  private isSecret(given: string): boolean {
    const { secretPath } = this;
    if (secretPath?.length !== given.length) return false;
    return timingSafeEqual(Buffer.from(given), Buffer.from(secretPath));
  }
}
