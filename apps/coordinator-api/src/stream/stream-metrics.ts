import { Counter, Gauge } from 'prom-client';

/** What the streams count. */
export const streamMetrics = {
  open: new Gauge({
    name: 'stream_open',
    help: 'Streams of server-sent events that are open',
  }),
  dropped: new Counter({
    name: 'stream_dropped_total',
    help: 'Streams ended because their reader did not keep up',
  }),
};
