import { describe, expect, it } from '@jest/globals';
import type { Draft } from '../journals/written-journal.js';
import { writtenJournal } from '../journals/written-journal.js';
import { checkAppliedOnce } from './applied-once.js';

const measured = (id: string): Draft => ({
  type: 'patient.measured',
  fact: { id, data: { weightKg: 70 } },
});

describe('the events of journeys', () => {
  it('are sound when each is applied once', () => {
    const journals = new Map([['V2V-1', writtenJournal('V2V-1', [measured('a'), measured('b')])]]);
    expect(checkAppliedOnce(journals)).toMatchObject({ held: true, detail: '2 applied events' });
  });

  it('are found out when a journey applies one again', () => {
    const journals = new Map([['V2V-1', writtenJournal('V2V-1', [measured('a'), measured('a')])]]);
    const { held, detail } = checkAppliedOnce(journals);
    expect(held).toBe(false);
    expect(detail).toContain('V2V-1/2 applies what V2V-1/1 has applied');
  });

  it('are found out when two journeys apply the same', () => {
    const journals = new Map(
      ['V2V-1', 'V2V-2'].map((id) => [id, writtenJournal(id, [measured('a')])]),
    );
    expect(checkAppliedOnce(journals).held).toBe(false);
  });
});
