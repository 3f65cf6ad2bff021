import { Counter, Gauge, Histogram } from 'prom-client';

/** What the intake counts. */
export const intakeMetrics = {
  events: new Counter({
    name: 'intake_events_total',
    help: 'Inbound events by how they ended: stored, or the reason of their dead letter',
    labelNames: ['topic', 'outcome'],
  }),
  deliveries: new Counter({
    name: 'intake_deliveries_total',
    help: 'Attempts to signal a journey, by outcome',
    labelNames: ['outcome'],
  }),
  deliveredTogether: new Histogram({
    name: 'intake_delivery_events',
    help: 'Events that went to a journey in one signal',
    buckets: [1, 2, 4, 8, 16, 32, 64],
  }),
  deliverySeconds: new Histogram({
    name: 'intake_delivery_seconds',
    help: 'How long one signal took, the waiting for its turn left out',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  }),
  lanes: new Gauge({
    name: 'intake_lanes',
    help: 'Journeys with events on their way',
  }),
  lanesInTrouble: new Gauge({
    name: 'intake_lanes_in_trouble',
    help: 'Journeys whose last delivery failed and is being repeated; offsets stay before their events',
  }),
};
