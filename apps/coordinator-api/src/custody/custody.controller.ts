import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Caller } from '#access/caller.js';
import type { Custody, CustodyFile } from '#contracts/http/custody.schema.js';
import { RequestCaller } from '../access/request-caller.js';
import { CustodyReading } from './custody-reading.js';

/** Who had the cells when. */
@Controller('api/v1/journeys/:journeyId/custody')
export class CustodyController {
  constructor(@Inject(CustodyReading) private readonly reading: CustodyReading) {}

  @Get()
  async custody(
    @RequestCaller() caller: Caller,
    @Param('journeyId') journeyId: string,
  ): Promise<Custody> {
    return this.reading.custody(caller, journeyId);
  }

  @Get('export')
  async file(
    @RequestCaller() caller: Caller,
    @Param('journeyId') journeyId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CustodyFile> {
    const file = await this.reading.file(caller, journeyId);
    const name = `custody-${journeyId}-${file.version}.json`;
    void reply.header('content-disposition', `attachment; filename="${name}"`);
    return file;
  }
}
