import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { protocolVersion } from '#domain/journey/journal.js';
import type { Stage } from '#domain/journey/vocabulary.js';
import { findTemporalBinary } from '../../apps/local-stack/src/servers/index.js';
import { projectRoot } from '../../apps/local-stack/src/project-root.js';
import { bundleFile } from '../../apps/treatment-worker/src/workflow-bundle.js';
import { type Direction, PlayedJourney } from '../workflow/played-journey.js';
import { Theatre } from '../workflow/theatre.js';

const stories: readonly {
  readonly name: string;
  readonly until: Stage;
  readonly direction: Direction;
}[] = [
  { name: 'bridging-to-the-first-visits', until: 'closed', direction: { fate: dies(400) } },
  {
    name: 'second-manufacture',
    until: 'inbound-shipment',
    direction: { fate: { failingAttempts: 1 } },
  },
  {
    name: 'excursion',
    until: 'lymphodepletion',
    direction: { fate: { excursionOn: ['manufacturer-to-clinic'] } },
  },
  { name: 'ineligible', until: 'closed', direction: { fate: { isIneligible: true } } },
  {
    name: 'doubled-and-late-events',
    until: 'monitoring',
    direction: { rates: { duplicates: 0.4, reorder: 0.3 } },
  },
];

function dies(day: number): NonNullable<Direction['fate']> {
  return {
    diesAfterInfusionOnDay: day,
    bridging: { modality: 'steroid', startDay: 1, endDay: 3 },
  };
}

const folder = join(projectRoot, 'test', 'replay', 'histories');
const temporal = await findTemporalBinary();
// Histories are kept readable; those of a running installation are encrypted.
const theatre = await Theatre.open({ workflowBundle: { codePath: bundleFile }, dataConverter: {} });
for (const { name, until, direction } of stories) {
  const played = await PlayedJourney.begin(theatre, direction);
  await played.playUntil(until);
  for (const [index, runId] of played.runIds.entries()) {
    const history = await historyOf(played.handle.workflowId, runId);
    await writeFile(
      join(folder, `protocol-${protocolVersion}-${name}-run-${index + 1}.json`),
      history,
    );
  }
}
await theatre.close();

async function historyOf(workflowId: string, runId: string): Promise<string> {
  const run = ['--workflow-id', workflowId, '--run-id', runId];
  const server = ['--address', theatre.address, '--namespace', 'default'];
  const { stdout } = await promisify(execFile)(
    temporal,
    ['workflow', 'show', ...run, ...server, '--output', 'json'],
    { maxBuffer: 64 * 1_024 * 1_024 },
  );
  return JSON.stringify(JSON.parse(stdout));
}
