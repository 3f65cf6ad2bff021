import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { Caller } from '#access/caller.js';
import {
  type Accesses,
  type Schedule,
  scheduleChange,
  type SchedulePreviewAnswer,
  type Toxicity,
} from '#contracts/http/readings.schema.js';
import { RequestCaller } from '../access/request-caller.js';
import { parsed } from '../http/parsed.js';
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

  @Post('schedule/preview')
  @HttpCode(200)
  async preview(
    @RequestCaller() caller: Caller,
    @Param('journeyId') journeyId: string,
    @Body() body: unknown,
  ): Promise<SchedulePreviewAnswer> {
    return this.readings.preview(caller, journeyId, parsed(scheduleChange, body, 'invalid-body'));
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
