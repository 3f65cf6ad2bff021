import { describe, expect, it } from '@jest/globals';
import { everyTopic } from './topics.js';

describe('the topics', () => {
  const topics = new Map(everyTopic(['alpine-cell']).map((topic) => [topic.name, topic]));

  it('are one for each of the contract, with dead letters for whatever comes from outside, and that of the alarm path', () => {
    const inbound = [
      'clinic.events.v1',
      'lab.events.v1',
      'manufacturing.events.v1',
      'logistics.events.v1',
      'logistics.telemetry.v1',
    ];
    expect([...topics.keys()].toSorted()).toEqual(
      [
        ...inbound,
        ...inbound.map((name) => `${name}.dead-letter`),
        'journey.events.v1',
        'alarm-path.beats.v1',
        'requests.alpine-cell.v1',
      ].toSorted(),
    );
  });

  it('for readings of devices are as wide and kept as long as those of business events', () => {
    const { name: _, ...telemetry } = topics.get('logistics.telemetry.v1')!;
    const { name: __, ...events } = topics.get('logistics.events.v1')!;
    expect(telemetry).toEqual(events);
  });
});
