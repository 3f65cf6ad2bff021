import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { WorkflowBundle } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import {
  historiesFolder,
  publishedIn,
  recordedRun,
  replay,
  tellingBundle,
} from './replayed-run.js';

const files = readdirSync(historiesFolder).filter((name) => name.endsWith('.json'));

/** The same code with one text exchanged, wherever it stands. */
function changed(bundle: WorkflowBundle, text: string, other: string): WorkflowBundle {
  const code = 'code' in bundle ? bundle.code : '';
  expect(code).toContain(text);
  return { code: code.replaceAll(text, other) };
}

describe('a recorded history', () => {
  let bundle: WorkflowBundle;
  beforeAll(async () => {
    bundle = await tellingBundle();
  });

  it.each(files)('replays on the code as it is now, to the same bytes: %s', async (file) => {
    const run = recordedRun(file);
    const { published, failure } = await replay(bundle, run);
    expect(failure).toBeUndefined();
    expect(published).toEqual(publishedIn(run));
  });

  it('does not replay once something else was asked than the code asks', async () => {
    const run = recordedRun(files[0] ?? '');
    const asked = run.events.find((event) => event.activityTaskScheduledEventAttributes);
    Object.assign(asked?.activityTaskScheduledEventAttributes ?? {}, {
      activityType: { name: 'somethingElse' },
    });
    expect((await replay(bundle, run)).failure).toBeInstanceOf(DeterminismViolationError);
  });

  it('is found to differ when what becomes of a record was changed, though the same is asked', async () => {
    const excursions = files.filter((name) => name.includes('-excursion-')).map(recordedRun);
    const run = excursions.find((one) =>
      publishedIn(one).some((text) => text.includes('"hold.placed"')),
    );
    if (run === undefined) throw new Error('no recorded run in which a hold was placed');
    const hold = 'since: record.time, placedBy';
    const { published, failure } = await replay(
      changed(bundle, hold, 'since: state.stageSince, placedBy'),
      run,
    );
    expect(failure).toBeInstanceOf(Error);
    const recorded = publishedIn(run);
    const first = published.findIndex((text, index) => text !== recorded[index]);
    expect(published[first]).toContain('hold.placed');
  });
});
