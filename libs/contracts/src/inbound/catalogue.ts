import { type InboundTopic, telemetryTopic } from '../topics.js';
import type { EventType, EventTypes } from './event-type.js';
import { anyTopicTypes } from './types/any-topic.types.js';
import { collectionTypes } from './types/collection.types.js';
import { followUpTypes } from './types/follow-up.types.js';
import { laboratoryTypes, resultTypes } from './types/laboratory.types.js';
import { logisticsTypes, telemetryTypes } from './types/logistics.types.js';
import { manufacturingTypes } from './types/manufacturing.types.js';
import { monitoringTypes } from './types/monitoring.types.js';
import { referralTypes } from './types/referral.types.js';
import { releaseTypes } from './types/release.types.js';
import { treatmentTypes } from './types/treatment.types.js';

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
