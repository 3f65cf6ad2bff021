import { type InboundTopic, telemetryTopic } from '../topics.js';
import type { EventType, EventTypes } from './event-type.js';
import { anyTopicTypes } from './families/any-topic.js';
import { collectionTypes } from './families/collection.js';
import { followUpTypes } from './families/follow-up.js';
import { laboratoryTypes, resultTypes } from './families/laboratory.js';
import { logisticsTypes, telemetryTypes } from './families/logistics.js';
import { manufacturingTypes } from './families/manufacturing.js';
import { monitoringTypes } from './families/monitoring.js';
import { referralTypes } from './families/referral.js';
import { releaseTypes } from './families/release.js';
import { treatmentTypes } from './families/treatment.js';

/** The catalogue: every inbound type under the topic it is published to; those of any topic stand apart. */
export const catalogue: { readonly anyTopic: EventTypes } & {
  readonly [topic in InboundTopic]: EventTypes;
} = {
  anyTopic: anyTopicTypes,
  'clinic.events.v1': {
    ...resultTypes,
    ...referralTypes,
    ...collectionTypes,
    ...treatmentTypes,
    ...monitoringTypes,
    ...followUpTypes,
  },
  'lab.events.v1': { ...resultTypes, ...laboratoryTypes },
  'manufacturing.events.v1': { ...manufacturingTypes, ...releaseTypes },
  'logistics.events.v1': logisticsTypes,
  [telemetryTopic]: telemetryTypes,
};

const byTopic = new Map(
  Object.entries(catalogue).map(([topic, types]) => [topic, new Map(Object.entries(types))]),
);

const byName = new Map(Object.values(catalogue).flatMap((types) => Object.entries(types)));

/** The type of this name on whatever topic; its schema is the same on each. */
export function inboundType(name: string): EventType | undefined {
  return byName.get(name);
}

/** Whether every topic may carry this type. */
export function isTypeOfEveryTopic(name: string): boolean {
  return byTopic.get('anyTopic')?.has(name) ?? false;
}

/** Whether `topic` may carry this type. */
export function isTypeOfTopic(topic: string, name: string): boolean {
  return isTypeOfEveryTopic(name) || (byTopic.get(topic)?.has(name) ?? false);
}
