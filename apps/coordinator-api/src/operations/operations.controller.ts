import { Controller, Get, Inject } from '@nestjs/common';
import type { Caller } from '#access/caller.js';
import type { OperationsOverview } from '#contracts/http/operations-overview.schema.js';
import { RequestCaller } from '../access/request-caller.js';
import { OperationsReading } from './operations-overview.js';

/** What operations look at first. */
@Controller('api/v1/operations')
export class OperationsController {
  constructor(@Inject(OperationsReading) private readonly reading: OperationsReading) {}

  @Get()
  async overview(@RequestCaller() caller: Caller): Promise<OperationsOverview> {
    return this.reading.overview(caller);
  }
}
