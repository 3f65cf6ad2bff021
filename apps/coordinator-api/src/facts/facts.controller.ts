import { Body, Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '#access/caller.js';
import { type AcceptedFact, factEntry } from '#contracts/http/fact.schema.js';
import { RequestCaller } from '../access/request-caller.js';
import { idempotencyKey } from '../http/idempotency-key.js';
import { parsed } from '../http/parsed.js';
import { FactService } from './fact.service.js';

/** What people saw or were told of a journey. */
@Controller('api/v1/journeys/:journeyId/facts')
export class FactsController {
  constructor(@Inject(FactService) private readonly facts: FactService) {}

  @Post()
  @HttpCode(202)
  async record(
    @RequestCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Param('journeyId') journeyId: string,
    @Body() body: unknown,
  ): Promise<AcceptedFact> {
    const entry = parsed(factEntry, body, 'invalid-body');
    return this.facts.record(caller, journeyId, idempotencyKey(request), entry);
  }
}
