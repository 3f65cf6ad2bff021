import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isAdmitted, ruleOf } from '#access/route-table.js';
import type { TokenVerifier } from '#access/token-verifier.js';
import { ProblemError } from '../problems/problem-error.js';
import { rememberCaller } from './request-caller.js';

/** Lets a request in by the table of routes alone: no rule, no entry. */
@Injectable()
export class RouteGuard implements CanActivate {
  constructor(private readonly callerOf: TokenVerifier) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const rule = ruleOf(request.method, request.routeOptions.url ?? '');
    if (rule?.who === 'anyone') return true;
    const caller = await this.callerOf(request.headers.authorization);
    if (rule === undefined || !isAdmitted(rule, caller)) {
      const roles = rule?.who.join(', ') ?? 'nobody';
      throw new ProblemError('forbidden', { detail: `Open to: ${roles}.` });
    }
    rememberCaller(request, caller);
    return true;
  }
}
