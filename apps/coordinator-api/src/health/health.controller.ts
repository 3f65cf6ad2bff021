import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { readinessOf } from '#observability/health.js';
import { ReadinessChecks } from './readiness-checks.js';

/** Life and readiness for load balancers; why something fails is told on the process's own port. */
@Controller('health')
export class HealthController {
  constructor(@Inject(ReadinessChecks) private readonly readiness: ReadinessChecks) {}

  @Get('live')
  live(): { readonly status: string } {
    return { status: 'live' };
  }

  @Get('ready')
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly status: string; readonly checks: Readonly<Record<string, string>> }> {
    const { status, checks } = await readinessOf(this.readiness.checks);
    void reply.status(status === 'ready' ? 200 : 503);
    const told = Object.entries(checks).map(([name, is]) => [name, is === 'ok' ? 'ok' : 'failed']);
    return { status, checks: Object.fromEntries(told) };
  }
}
