import { Body, Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '#access/caller.js';
import { type DecisionAnswer, decisionRequest } from '#contracts/http/decision.schema.js';
import { RequestCaller } from '../access/request-caller.js';
import { idempotencyKey } from '../http/idempotency-key.js';
import { parsed } from '../http/parsed.js';
import { DecisionService } from './decision.service.js';

/** Decisions about a journey. */
@Controller('api/v1/journeys/:journeyId/decisions')
export class DecisionsController {
  constructor(@Inject(DecisionService) private readonly decisions: DecisionService) {}

  @Post()
  @HttpCode(200)
  async decide(
    @RequestCaller() caller: Caller,
    @Param('journeyId') journeyId: string,
    @Req() request: FastifyRequest,
    @Body() body: unknown,
  ): Promise<DecisionAnswer> {
    const key = idempotencyKey(request);
    const decision = parsed(decisionRequest, body, 'invalid-body');
    return this.decisions.decide(caller, journeyId, key, decision);
  }
}
