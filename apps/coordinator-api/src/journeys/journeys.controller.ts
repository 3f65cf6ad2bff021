import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '#access/caller.js';
import { type Enrolled, enrolmentRequest } from '#contracts/http/enrolment.schema.js';
import { type JourneyList, journeyListQuery } from '#contracts/http/journey-list.schema.js';
import { statusQuery } from '#contracts/http/journey-status.schema.js';
import { timelineQuery } from '#contracts/http/timeline.schema.js';
import { RequestCaller } from '../access/request-caller.js';
import { idempotencyKey } from '../http/idempotency-key.js';
import { parsed } from '../http/parsed.js';
import { EnrolmentService } from './enrolment.service.js';
import { JourneyReading } from './journey-reading.js';
import type { Timeline } from './journey-timeline.js';
import type { StatusWithContacts } from './status-with-contacts.js';

/** The first record of every journey. */
const firstVersion = 1;

/** Enrolling patients and reading their journeys. */
@Controller('api/v1/journeys')
export class JourneysController {
  constructor(
    @Inject(EnrolmentService) private readonly enrolments: EnrolmentService,
    @Inject(JourneyReading) private readonly reading: JourneyReading,
  ) {}

  @Post()
  async enrol(
    @RequestCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<Enrolled> {
    const key = idempotencyKey(request);
    const accepted = await this.enrolments.enrol(
      caller,
      key,
      parsed(enrolmentRequest, body, 'invalid-body'),
    );
    const { journeyId } = accepted.enrolment;
    void reply.status(accepted.how === 'known-referral' ? 200 : 201);
    void reply.header('location', `/api/v1/journeys/${journeyId}`);
    return { journeyId, version: firstVersion };
  }

  @Get()
  async list(@RequestCaller() caller: Caller, @Query() query: unknown): Promise<JourneyList> {
    return this.reading.list(caller, parsed(journeyListQuery, query, 'invalid-query'));
  }

  @Get(':journeyId')
  async status(
    @RequestCaller() caller: Caller,
    @Param('journeyId') journeyId: string,
    @Query() query: unknown,
  ): Promise<StatusWithContacts> {
    const { consistency } = parsed(statusQuery, query, 'invalid-query');
    return this.reading.status(caller, journeyId, consistency);
  }

  @Get(':journeyId/timeline')
  async timeline(
    @RequestCaller() caller: Caller,
    @Param('journeyId') journeyId: string,
    @Query() query: unknown,
  ): Promise<Timeline> {
    return this.reading.timeline(caller, journeyId, parsed(timelineQuery, query, 'invalid-query'));
  }
}
