import { describe, expect, it } from '@jest/globals';
import type { InboundEvent } from '#contracts/inbound/inbound-event.js';
import { BackOff } from '#kafka/back-off.js';
import { Persistence } from '#kafka/persistence.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import { createLogger } from '#observability/logger.js';
import type { RegisteredEvent } from './delivering/registered-event.js';
import { Quota } from './gathering/quota.js';
import { Intake, type IntakePorts } from './intake.js';

function messageOf(event: Pick<InboundEvent, 'source' | 'type'>, offset: number): ReceivedMessage {
  return {
    topic: 'clinic.events.v1',
    partition: 0,
    offset,
    key: null,
    value: Buffer.from(JSON.stringify(event)),
    headers: {},
    timestamp: 0,
    acknowledge: () => undefined,
  };
}

/** An intake over a register that takes everything, with what its courier was given. */
function intakeWith(quota: number) {
  const taken: RegisteredEvent[] = [];
  const diverted: RegisteredEvent[] = [];
  const ports = {
    check: ({ value }: ReceivedMessage) =>
      Promise.resolve({ ok: true, event: JSON.parse(String(value)) as InboundEvent }),
    registrar: { register: () => Promise.resolve('new') },
    courier: {
      take: (one: RegisteredEvent) => taken.push(one),
      divert: (one: RegisteredEvent) => diverted.push(one),
      drained: () => Promise.resolve(),
    },
    refusals: {},
    quota: new Quota(quota),
    persistence: new Persistence(createLogger('intake-spec', 'silent'), new BackOff(1, 1)),
  } as unknown as IntakePorts;
  return { intake: new Intake(ports), taken, diverted };
}

const many = (source: string, type: string, count: number) =>
  Array.from({ length: count }, (_, offset) => messageOf({ source, type }, offset));

describe('the quota of a sender', () => {
  it('leaves to the waiting room what is beyond it, and what others send goes on', async () => {
    const { intake, taken, diverted } = intakeWith(2);
    intake.accept([...many('a', 'patient.measured', 5), ...many('b', 'patient.measured', 1)]);
    await intake.drain(1_000);
    expect(taken.map(({ event }) => event.source)).toEqual(['a', 'a', 'b']);
    expect(diverted.map(({ event }) => event.source)).toEqual(['a', 'a', 'a']);
  });

  it('has room again as soon as something is delivered', async () => {
    const { intake, taken, diverted } = intakeWith(1);
    intake.accept(many('a', 'patient.measured', 1));
    await intake.drain(1_000);
    taken[0]?.release();
    intake.accept(many('a', 'patient.measured', 1));
    await intake.drain(1_000);
    expect([taken.length, diverted.length]).toEqual([2, 0]);
  });

  it('never keeps what is about the safety of a patient now', async () => {
    const { intake, taken, diverted } = intakeWith(1);
    intake.accept([...many('a', 'patient.measured', 2), ...many('a', 'vitals.recorded', 3)]);
    await intake.drain(1_000);
    expect(taken.map(({ event }) => event.type)).toEqual([
      'patient.measured',
      ...Array.from({ length: 3 }, () => 'vitals.recorded'),
    ]);
    expect(diverted).toHaveLength(1);
  });
});
