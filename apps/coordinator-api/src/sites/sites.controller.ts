import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Req,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '#access/caller.js';
import {
  type Handover,
  handoverQuery,
  type OnCall,
  onCallChange,
  siteDecision,
  type SiteDecisionAnswer,
} from '#contracts/http/sites.schema.js';
import { RequestCaller } from '../access/request-caller.js';
import { idempotencyKey } from '../http/idempotency-key.js';
import { parsed } from '../http/parsed.js';
import { HandoverReading } from './handover-reading.js';
import { SiteService } from './site.service.js';

/** The affairs of a site. */
@Controller('api/v1')
export class SitesController {
  constructor(
    @Inject(SiteService) private readonly sites: SiteService,
    @Inject(HandoverReading) private readonly handovers: HandoverReading,
  ) {}

  @Get('handover')
  async handover(@RequestCaller() caller: Caller, @Query() query: unknown): Promise<Handover> {
    return this.handovers.handover(caller, parsed(handoverQuery, query, 'invalid-query'));
  }

  @Get('sites/:siteId/on-call')
  async onCall(@RequestCaller() caller: Caller, @Param('siteId') siteId: string): Promise<OnCall> {
    return this.sites.onCall(caller, siteId);
  }

  @Put('sites/:siteId/on-call')
  async changeOnCall(
    @RequestCaller() caller: Caller,
    @Param('siteId') siteId: string,
    @Body() body: unknown,
  ): Promise<OnCall> {
    return this.sites.changeOnCall(caller, siteId, parsed(onCallChange, body, 'invalid-body'));
  }

  @Post('sites/:siteId/decisions')
  @HttpCode(200)
  async decide(
    @RequestCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Param('siteId') siteId: string,
    @Body() body: unknown,
  ): Promise<SiteDecisionAnswer> {
    const key = idempotencyKey(request);
    return this.sites.decide(caller, siteId, parsed(siteDecision, body, 'invalid-body'), key);
  }
}
