import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { register } from 'prom-client';
import { readinessOf } from '#observability/health.js';
import { WatchdogNews } from '../journeys/watchdog-news.js';
import { ReadinessChecks } from './readiness-checks.js';

/** Life, readiness and measurements for whoever watches from outside; why something fails is told on the process's own port. */
@Controller()
export class HealthController {
  constructor(
    @Inject(ReadinessChecks) private readonly readiness: ReadinessChecks,
    @Inject(WatchdogNews) private readonly watchdog: WatchdogNews,
  ) {}

  @Get('health/live')
  live(): { readonly status: string } {
    return { status: 'live' };
  }

  @Get('health/ready')
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly status: string; readonly checks: Readonly<Record<string, string>> }> {
    const { status, checks } = await readinessOf(this.readiness.checks);
    void reply.status(status === 'ready' ? 200 : 503);
    const told = Object.entries(checks).map(([name, is]) => [name, is === 'ok' ? 'ok' : 'failed']);
    // A silent watchdog makes nobody else useless: it is told, and decides nothing.
    return { status, checks: { ...Object.fromEntries(told), watchdog: this.watchdog.state } };
  }

  @Get('metrics')
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('content-type', register.contentType);
    return register.metrics();
  }
}
