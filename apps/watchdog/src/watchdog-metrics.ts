import { Counter, Gauge } from 'prom-client';

/** What the watchdog counts of itself and of what it found. */
export const watchdogMetrics = {
  findings: new Gauge({
    name: 'watchdog_findings',
    help: 'What is amiss now',
    labelNames: ['kind'],
  }),
  passes: new Counter({
    name: 'watchdog_passes_total',
    help: 'Looks at everything, by whether what was found could be kept',
    labelNames: ['outcome'],
  }),
  lastPass: new Gauge({
    name: 'watchdog_last_pass_timestamp_seconds',
    help: 'When everything was last looked at',
  }),
  pages: new Counter({
    name: 'watchdog_pages_total',
    help: 'Times people on duty were told, or could not be',
    labelNames: ['outcome'],
  }),
};
