import { Counter, Gauge, Histogram } from 'prom-client';

/** What the intake counts. */
export const intakeMetrics = {
  events: new Counter({
    name: 'intake_events_total',
    help: 'Inbound events by how they ended: stored for their journey, or the reason of their dead letter',
    labelNames: ['topic', 'outcome'],
  }),
  registrations: new Counter({
    name: 'intake_registrations_total',
    help: 'Events put into the register, by what it knew of them: new, repeated or conflicting',
    labelNames: ['outcome'],
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
  keyDaysLeft: new Gauge({
    name: 'intake_partner_key_days_left',
    help: 'Days until a key of a partner expires; below 0 it has, and the partner has no other',
    labelNames: ['partner', 'kid'],
  }),
  lanes: new Gauge({
    name: 'intake_lanes',
    help: 'Journeys with events on their way',
  }),
  waits: new Counter({
    name: 'intake_waits_total',
    help: 'Events that were put into the waiting room, by reason',
    labelNames: ['reason'],
  }),
  waiting: new Gauge({
    name: 'intake_waiting_events',
    help: 'Events in the waiting room, by reason: journey-in-trouble needs people',
    labelNames: ['reason'],
  }),
  untilReceived: new Histogram({
    name: 'intake_received_seconds',
    help: 'From the broker to the register, where an event is visible as received',
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
  }),
  untilDelivered: new Histogram({
    name: 'intake_delivered_seconds',
    help: 'From the broker to the journey',
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 3600],
  }),
};
