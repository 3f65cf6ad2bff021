import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import type { Caller } from '#access/caller.js';
import {
  type DeadLetterList,
  deadLettersQuery,
  discardOfOne,
  type DisposedLetters,
  letterGroup,
  replayOfOne,
} from '#contracts/http/dead-letters.schema.js';
import { RequestCaller } from '../access/request-caller.js';
import { parsed } from '../http/parsed.js';
import { DeadLettersService } from './dead-letters.service.js';

/** Events that could not be used. */
@Controller('api/v1/dead-letters')
export class DeadLettersController {
  constructor(@Inject(DeadLettersService) private readonly service: DeadLettersService) {}

  @Get()
  async list(@Query() query: unknown): Promise<DeadLetterList> {
    return this.service.list(parsed(deadLettersQuery, query, 'invalid-query'));
  }

  @Post('replay')
  @HttpCode(200)
  async replayGroup(
    @RequestCaller() caller: Caller,
    @Body() body: unknown,
  ): Promise<DisposedLetters> {
    return this.service.group(caller, 'replay', parsed(letterGroup, body, 'invalid-body'));
  }

  @Post('discard')
  @HttpCode(200)
  async discardGroup(
    @RequestCaller() caller: Caller,
    @Body() body: unknown,
  ): Promise<DisposedLetters> {
    return this.service.group(caller, 'discard', parsed(letterGroup, body, 'invalid-body'));
  }

  @Post(':id/replay')
  @HttpCode(200)
  async replay(
    @RequestCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<DisposedLetters> {
    const { reason } = parsed(replayOfOne, body ?? undefined, 'invalid-body');
    return this.service.one(caller, 'replay', id, reason);
  }

  @Post(':id/discard')
  @HttpCode(200)
  async discard(
    @RequestCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<DisposedLetters> {
    const { reason } = parsed(discardOfOne, body, 'invalid-body');
    return this.service.one(caller, 'discard', id, reason);
  }
}
