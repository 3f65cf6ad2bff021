import { createHash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from '../problems/problem-error.js';

const limited = /^\/(api|codec)\//;

/**
 * Refuses what one caller asks beyond so many requests a minute, and says when to ask again. Whoever has a token counts as
 * that token, anybody else as their address; health, documentation and the page are never refused.
 */
export async function limitRequests(server: FastifyInstance, perMinute: number): Promise<void> {
  await server.register(rateLimit, {
    max: perMinute,
    timeWindow: '1 minute',
    keyGenerator: callerOf,
    allowList: ({ url }) => !limited.test(url),
    errorResponseBuilder: () => new ProblemError('too-many-requests'),
  });
}

function callerOf({ headers: { authorization }, ip }: FastifyRequest): string {
  if (authorization === undefined) return ip;
  return createHash('sha256').update(authorization).digest('base64url');
}
