/** The topics partners publish business events to. */
export const businessTopics = [
  'clinic.events.v1',
  'lab.events.v1',
  'manufacturing.events.v1',
  'logistics.events.v1',
] as const;
export type BusinessTopic = (typeof businessTopics)[number];

/** Readings of shipper devices, at a high rate; never consumed event by event. */
export const telemetryTopic = 'logistics.telemetry.v1';

/** Every topic something is published to from outside. */
export type InboundTopic = BusinessTopic | typeof telemetryTopic;

/** The journal of every journey, written by this system alone. */
export const journalTopic = 'journey.events.v1';

/** Where the alarm path proves that it can write; of interest to nobody else. */
export const alarmPathTopic = 'alarm-path.beats.v1';

/** Where an event goes that cannot be used, with the reason in its headers. */
export function deadLetterTopic(inboundTopic: string): string {
  return `${inboundTopic}.dead-letter`;
}

/** Where one partner reads what it is asked to do; nobody else reads it. */
export function requestsTopic(partnerId: string): string {
  return `requests.${partnerId}.v1`;
}

/** A consumer group of this system, what it reads, and what is late when it does not. */
export type TopicReader = {
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly reads: string;
};

/** Those whose lag people are told of. */
export const topicReaders: readonly TopicReader[] = [
  { groupId: 'event-intake', topics: businessTopics, reads: 'what partners report' },
  {
    groupId: 'journal-projector',
    topics: [journalTopic],
    reads: 'what is shown and listed of journeys',
  },
];
