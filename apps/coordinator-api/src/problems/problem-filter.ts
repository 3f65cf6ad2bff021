import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '#observability/logger.js';
import { isOurFault, problemOf } from './problem-of.js';

const retryAfterSeconds = 2;

/** Answers every error with problem details; ours are logged with their cause, without anything that was sent. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const context = host.switchToHttp();
    this.answer(error, context.getRequest<FastifyRequest>(), context.getResponse<FastifyReply>());
  }

  /** Answers one request with the problem that an error is. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = problemOf(error);
    if (isOurFault(problem)) {
      const route = request.routeOptions.url ?? 'none';
      const { cause } = problem;
      this.logger.error({ err: cause ?? problem, code: problem.code, route }, problem.message);
    }
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    if (problem.status === 503 || problem.status === 429) {
      void reply.header('retry-after', reply.getHeader('retry-after') ?? retryAfterSeconds);
    }
    void reply
      .status(problem.status)
      .header('content-type', 'application/problem+json')
      .send(JSON.stringify(problem.problem));
  }
}
