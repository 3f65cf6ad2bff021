import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { Caller } from '#access/caller.js';
import type { KeptNote } from '#contracts/http/patient.schema.js';
import { RequestCaller } from '../access/request-caller.js';
import { PatientService } from './patient.service.js';

/** Free text that came with events of a journey. */
@Controller('api/v1/journeys/:journeyId/notes')
export class NotesController {
  constructor(@Inject(PatientService) private readonly patients: PatientService) {}

  @Get(':noteId')
  async read(
    @RequestCaller() caller: Caller,
    @Param('journeyId') journeyId: string,
    @Param('noteId') noteId: string,
  ): Promise<KeptNote> {
    return this.patients.readNote(caller, journeyId, noteId);
  }
}
