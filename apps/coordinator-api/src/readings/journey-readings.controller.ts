import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { Caller } from '#access/caller.js';
import type { Accesses, Schedule, Toxicity } from '#contracts/http/readings.schema.js';
import { RequestCaller } from '../access/request-caller.js';
import { JourneyReadings } from './journey-readings.js';

/** What people read of one journey beside its status. */
@Controller('api/v1/journeys/:journeyId')
export class JourneyReadingsController {
  constructor(@Inject(JourneyReadings) private readonly readings: JourneyReadings) {}

  @Get('schedule')
  async schedule(
    @RequestCaller() caller: Caller,
    @Param('journeyId') journeyId: string,
  ): Promise<Schedule> {
    return this.readings.schedule(caller, journeyId);
  }

  @Get('toxicity')
  async toxicity(
    @RequestCaller() caller: Caller,
    @Param('journeyId') journeyId: string,
  ): Promise<Toxicity> {
    return this.readings.toxicity(caller, journeyId);
  }

  @Get('accesses')
  async accesses(
    @RequestCaller() caller: Caller,
    @Param('journeyId') journeyId: string,
  ): Promise<Accesses> {
    return this.readings.accesses(caller, journeyId);
  }
}
