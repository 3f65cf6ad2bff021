import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { Caller } from '#access/caller.js';
import { type Metrics, metricsQuery } from '#contracts/http/sites.schema.js';
import { RequestCaller } from '../access/request-caller.js';
import { parsed } from '../http/parsed.js';
import { JourneyFigures } from './journey-figures.js';

/** Figures over many journeys. */
@Controller('api/v1/metrics')
export class FiguresController {
  constructor(@Inject(JourneyFigures) private readonly figures: JourneyFigures) {}

  @Get('journeys')
  async journeys(@RequestCaller() caller: Caller, @Query() query: unknown): Promise<Metrics> {
    return this.figures.metrics(caller, parsed(metricsQuery, query, 'invalid-query'));
  }
}
