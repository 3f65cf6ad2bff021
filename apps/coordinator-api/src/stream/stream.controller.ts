import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '#access/caller.js';
import { expiryOf } from '#access/token-verifier.js';
import { RequestCaller } from '../access/request-caller.js';
import { OpenStreams } from './open-streams.js';

/** What moves, told while it moves. */
@Controller('api/v1/stream')
export class StreamController {
  constructor(@Inject(OpenStreams) private readonly streams: OpenStreams) {}

  @Get()
  async stream(
    @RequestCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.streams.assertRoomFor(caller);
    const { authorization, 'last-event-id': lastEventId } = request.headers;
    reply.hijack();
    const { raw } = reply;
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) raw.setHeader(name, value);
    }
    raw.setHeader('x-accel-buffering', 'no');
    // Kept for another request it would keep a stopping server waiting for over a minute.
    raw.setHeader('connection', 'close');
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    if (request.method === 'HEAD') {
      raw.end();
      return;
    }
    raw.flushHeaders();
    const last = typeof lastEventId === 'string' && lastEventId !== '' ? lastEventId : undefined;
    try {
      await this.streams.open(caller, raw, last, expiryOf(authorization));
    } catch {
      // The answer has begun: its reader comes again and is told then why not.
      raw.destroy();
    }
  }
}
