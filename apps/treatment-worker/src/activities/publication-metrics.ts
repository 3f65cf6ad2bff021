import { Counter, Histogram } from 'prom-client';

/** What the worker counts of the journals it publishes. */
export const publicationMetrics = {
  records: new Counter({
    name: 'journal_records_published_total',
    help: 'Records the brokers have, repeats after a lost answer counted again',
  }),
  requests: new Counter({
    name: 'partner_requests_published_total',
    help: 'Requests to partners the brokers have, by type, repeats counted again',
    labelNames: ['type'],
  }),
  publications: new Counter({
    name: 'journal_publications_total',
    help: 'Attempts to publish what a journey had written, by outcome',
    labelNames: ['outcome'],
  }),
  seconds: new Histogram({
    name: 'journal_publication_seconds',
    help: 'How long one publication took until every in-sync replica had it',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30],
  }),
};
