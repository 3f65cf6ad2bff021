import { Body, Controller, Get, Inject, Param, ParseIntPipe, Post } from '@nestjs/common';
import type { Caller } from '#access/caller.js';
import {
  type EmergencyAccess,
  type EmergencyAccessList,
  emergencyRequest,
  emergencyReview,
} from '#contracts/http/sites.schema.js';
import { parsed } from '../http/parsed.js';
import { EmergencyAccesses } from './emergency-accesses.js';
import { RequestCaller } from './request-caller.js';

/** Reading in an emergency what is not one's own. */
@Controller('api/v1/emergency-access')
export class EmergencyAccessController {
  constructor(@Inject(EmergencyAccesses) private readonly accesses: EmergencyAccesses) {}

  @Post()
  async give(@RequestCaller() caller: Caller, @Body() body: unknown): Promise<EmergencyAccess> {
    return this.accesses.give(caller, parsed(emergencyRequest, body, 'invalid-body'));
  }

  @Get()
  async list(): Promise<EmergencyAccessList> {
    return { items: [...(await this.accesses.list())] };
  }

  @Post(':id/review')
  async review(
    @RequestCaller() caller: Caller,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: unknown,
  ): Promise<EmergencyAccess> {
    return this.accesses.review(caller, id, parsed(emergencyReview, body, 'invalid-body'));
  }
}
