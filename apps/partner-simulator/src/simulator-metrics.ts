import { Counter, Gauge } from 'prom-client';

/** What the simulator counts. */
export const simulatorMetrics = {
  published: new Counter({
    name: 'simulator_events_published_total',
    help: 'Messages published: events for the first time, duplicates, invalid ones',
    labelNames: ['kind'],
  }),
  requests: new Counter({
    name: 'simulator_requests_total',
    help: 'Requests to partners that were read, by type',
    labelNames: ['type'],
  }),
  decisions: new Counter({
    name: 'simulator_decisions_total',
    help: 'Decisions taken through the API, by how they ended',
    labelNames: ['type', 'outcome'],
  }),
  enrolled: new Counter({
    name: 'simulator_enrolments_total',
    help: 'Patients enrolled in this run',
  }),
  planned: new Gauge({
    name: 'simulator_planned_events',
    help: 'Sendings that wait for their journey time',
  }),
};

/** What was counted so far, over all labels. */
export async function totalOf(metric: Counter): Promise<number> {
  const { values } = await metric.get();
  return values.reduce((sum, { value }) => sum + value, 0);
}
