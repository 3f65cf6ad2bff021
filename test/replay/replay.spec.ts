import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Worker, type WorkflowBundle } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { dataConverterOf } from '#temporal/data-converter.js';
import { testPayloadKeys } from '../workflow/payload-keys.js';
import { workflowBundle } from '../workflow/workflow-bundle.js';

const folder = fileURLToPath(new URL('./histories', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

type RecordedEvent = { eventType: string; activityTaskScheduledEventAttributes?: object };

function recorded(file: string): { events: RecordedEvent[] } {
  return JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as { events: RecordedEvent[] };
}

function replayed(code: WorkflowBundle, history: object): Promise<void> {
  return Worker.runReplayHistory(
    { workflowBundle: code, dataConverter: dataConverterOf(testPayloadKeys) },
    history,
    'journey/recorded',
  );
}

describe('a recorded history', () => {
  let bundle: WorkflowBundle;
  beforeAll(async () => {
    bundle = await workflowBundle();
  });

  it.each(files)('replays on the code as it is now: %s', async (file) => {
    await expect(replayed(bundle, recorded(file))).resolves.toBeUndefined();
  });

  it('does not replay once something else was asked than the code asks', async () => {
    const history = recorded(files[0] ?? '');
    const publication = history.events.find(
      (event) => event.activityTaskScheduledEventAttributes !== undefined,
    );
    Object.assign(publication?.activityTaskScheduledEventAttributes ?? {}, {
      activityType: { name: 'somethingElse' },
    });
    await expect(replayed(bundle, history)).rejects.toBeInstanceOf(DeterminismViolationError);
  });
});
