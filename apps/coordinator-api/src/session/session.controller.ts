import { Controller, Get, Inject } from '@nestjs/common';
import type { Caller } from '#access/caller.js';
import type { Person, Session } from '#contracts/http/session.schema.js';
import { RequestCaller } from '../access/request-caller.js';
import { SessionReading } from './session-reading.js';

/** Where a page begins: with whom to sign in, and what may be done then. */
@Controller('api/v1')
export class SessionController {
  constructor(@Inject(SessionReading) private readonly reading: SessionReading) {}

  @Get('session')
  session(): Session {
    return this.reading.session();
  }

  @Get('me')
  person(@RequestCaller() caller: Caller): Person {
    return this.reading.person(caller);
  }
}
