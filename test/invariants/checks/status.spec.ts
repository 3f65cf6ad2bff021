import { describe, expect, it } from '@jest/globals';
import { writtenJournal } from '../journals/written-journal.js';
import { type Answers, checkStatuses, type Status } from './status.js';

const records = writtenJournal('V2V-1', [
  { type: 'journey.enrolled' },
  { type: 'hold.placed', detail: { kind: 'manual' } },
  { type: 'journey.closed', detail: { outcome: 'withdrawn' } },
]);
const journals = new Map([['V2V-1', records]]);
const lengths = new Map([['V2V-1', 3]]);
const status: Status = {
  journeyId: 'V2V-1',
  version: 3,
  stage: 'closed',
  holds: ['manual'],
  outcome: 'withdrawn',
};
const sound: Answers = {
  statuses: [status],
  fromWorkflows: [status],
  listed: [status],
  unanswered: [],
};

function detailWith(change: Partial<Answers>): string {
  const { held, detail } = checkStatuses({ ...sound, ...change }, journals, lengths);
  return held ? 'held' : detail;
}

describe('what the API answers', () => {
  it('agrees with the record of its version', () => {
    expect(checkStatuses(sound, journals, lengths)).toMatchObject({
      held: true,
      detail: '1 statuses, 1 statuses of workflows, 1 rows of the list',
    });
  });

  it('is found stale', () => {
    const stale = { ...status, version: 2, stage: 'referral', outcome: null };
    expect(detailWith({ statuses: [stale] })).toContain(
      'V2V-1 at version 2 in statuses is stale: 3 is published',
    );
  });

  it('may come from a workflow ahead of its journal, and from nowhere else', () => {
    const ahead = { ...status, version: 4 };
    expect(detailWith({ fromWorkflows: [ahead] })).toBe('held');
    expect(detailWith({ listed: [ahead] })).toContain('is of no record');
  });

  const changes: readonly Partial<Status>[] = [
    { stage: 'infusion' },
    { holds: [] },
    { holds: ['manual', 'recall'] },
    { outcome: null },
  ];
  it.each(changes)('is found to say otherwise: %j', (change) => {
    const other = [{ ...status, ...change }];
    expect(detailWith({ statuses: other })).not.toBe('held');
    expect(detailWith({ fromWorkflows: other })).not.toBe('held');
    expect(detailWith({ listed: other })).not.toBe('held');
  });

  it('is found missing', () => {
    expect(detailWith({ listed: [] })).toContain('V2V-1 is not in the list');
    expect(detailWith({ unanswered: [{ journeyId: 'V2V-1', httpStatus: 404 }] })).toContain(
      'V2V-1 is answered with HTTP 404',
    );
  });
});
