import { Counter, Gauge, Histogram } from 'prom-client';

/** What the projector counts. */
export const projectorMetrics = {
  records: new Counter({
    name: 'projector_records_total',
    help: 'Journal records by outcome: projected, repeated, or passed over because their journey is quarantined',
    labelNames: ['outcome'],
  }),
  quarantines: new Counter({
    name: 'projector_quarantines_total',
    help: 'Journeys whose journal could not be followed any more, by reason',
    labelNames: ['reason'],
  }),
  quarantined: new Gauge({
    name: 'projector_quarantined_journeys',
    help: 'Journeys of the read model that are no longer projected',
  }),
  fenced: new Counter({
    name: 'projector_fenced_total',
    help: 'Transactions rolled back because another projector had moved the offset',
  }),
  batchSeconds: new Histogram({
    name: 'projector_batch_seconds',
    help: 'How long one transaction took',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  }),
  batchRecords: new Histogram({
    name: 'projector_batch_records',
    help: 'Records projected in one transaction',
    buckets: [1, 4, 16, 64, 256, 1024],
  }),
};
