import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import type { Caller } from '#access/caller.js';
import { identityChange } from '#contracts/http/patient.schema.js';
import { RequestCaller } from '../access/request-caller.js';
import { parsed } from '../http/parsed.js';
import { type Identity, PatientService } from './patient.service.js';

/** Identity of the patient of a journey. */
@Controller('api/v1/journeys/:journeyId/patient')
export class PatientController {
  constructor(@Inject(PatientService) private readonly patients: PatientService) {}

  @Get()
  async read(
    @RequestCaller() caller: Caller,
    @Param('journeyId') journeyId: string,
  ): Promise<Identity> {
    return this.patients.read(caller, journeyId);
  }

  @Put()
  async change(
    @RequestCaller() caller: Caller,
    @Param('journeyId') journeyId: string,
    @Body() body: unknown,
  ): Promise<{ readonly journeyId: string; readonly version: number }> {
    return this.patients.change(caller, journeyId, parsed(identityChange, body, 'invalid-body'));
  }
}
