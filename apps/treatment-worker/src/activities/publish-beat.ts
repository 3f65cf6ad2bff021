import { alarmPathTopic } from '#contracts/topics.js';
import type { KafkaProducer } from '#kafka/producer.js';
import type { AlarmPathActivities } from '#workflows/alarm-path/activities.js';

/** Writes a beat where nobody has to read it: that it could be written is what counts. */
export function publishBeatWith(
  producer: Pick<KafkaProducer, 'publish'>,
): AlarmPathActivities['publishBeat'] {
  return async () => {
    const value = JSON.stringify({ beatAt: new Date().toISOString() });
    await producer.publish([{ topic: alarmPathTopic, key: 'alarm-path', value }]);
    return new Date().toISOString();
  };
}
