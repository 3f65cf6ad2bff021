import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import { protocolVersion } from '#domain/journey/journal.js';
import type { Stage } from '#domain/journey/vocabulary.js';
import { findTemporalBinary } from '../../apps/local-stack/src/servers/index.js';
import { projectRoot } from '../../apps/local-stack/src/project-root.js';
import { bundleFile } from '../../apps/treatment-worker/src/workflow-bundle.js';
import { type Direction, PlayedJourney } from '../workflow/played-journey.js';
import { Theatre } from '../workflow/theatre.js';

type History = {
  readonly events: readonly {
    readonly workflowExecutionContinuedAsNewEventAttributes?: {
      readonly newExecutionRunId: string;
    };
  }[];
};

type Story = {
  readonly name: string;
  readonly direction: Direction;
  readonly play: (played: PlayedJourney) => Promise<unknown>;
};

function until(stage: Stage): Story['play'] {
  return (played) => played.playUntil(stage);
}

const product = { siteId: 'northgate', product: 'tisagenlecleucel', indication: 'lbcl' };
const stories: readonly Story[] = [
  { name: 'bridging-to-the-first-visits', direction: { fate: dies(400) }, play: until('closed') },
  {
    name: 'second-manufacture',
    direction: { fate: { failingAttempts: 1 } },
    play: until('inbound-shipment'),
  },
  {
    name: 'excursion',
    direction: { fate: { excursionOn: ['manufacturer-to-clinic'] } },
    play: until('lymphodepletion'),
  },
  {
    name: 'doubled-and-late-events',
    direction: { rates: { duplicates: 0.4, reorder: 0.3 } },
    play: until('monitoring'),
  },
  {
    name: 'child',
    direction: { placement: { ...product, indication: 'b-all' } },
    play: until('inbound-shipment'),
  },
  {
    name: 'another-product',
    direction: {
      placement: { siteId: 'lakeview', product: 'axicabtagene-ciloleucel', indication: 'lbcl' },
    },
    play: until('inbound-shipment'),
  },
  {
    name: 'death-while-waiting',
    direction: { fate: { diesWaitingOnDay: 6 } },
    play: until('closed'),
  },
  {
    name: 'opened-again',
    direction: { fate: { isIneligible: true } },
    play: async (played) => {
      await played.playUntil('closed');
      await played.reopen();
      await played.untilRecorded('journey.reopened');
      await played.state();
    },
  },
  {
    name: 'consent-withdrawn',
    direction: {},
    play: async (played) => {
      await played.playUntil('scheduling');
      await played.report('consent.withdrawn', { scope: 'treatment', reason: 'patient' });
      await played.state();
      await played.decide('withdraw-patient', { reason: 'consent withdrawn' });
      await played.state();
    },
  },
  {
    name: 'decision-repeated-after-a-roll',
    direction: {},
    play: async (played) => {
      await played.playUntil('eligibility');
      await played.decide('place-hold', { kind: 'manual', reason: 'ward closed' });
      await played.roll();
      for (const { command } of played.decisions) await played.repeat(command);
      await played.state();
    },
  },
  {
    name: 'no-broker-and-no-database-for-a-while',
    direction: {},
    play: async (played) => {
      theatre.identifiers.refuseNext(3);
      await played.playUntil('scheduling');
      theatre.journal.refuseNext(3);
      await played.playUntil('outbound-shipment');
    },
  },
  {
    name: 'another-ones-product',
    direction: {},
    play: async (played) => {
      await played.playUntil('eligibility');
      await played.report('label.printed', { coi: stranger, labelId: 'L-1', bagId: 'B-1' });
      await played.state();
      await played.roll();
    },
  },
];
const stranger = journeyIdentifier(new Uint8Array(26));

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
for (const { name, direction, play } of stories) {
  const played = await PlayedJourney.begin(theatre, direction);
  await play(played);
  for (const [index, history] of (await historiesOf(played)).entries()) {
    await writeFile(
      join(folder, `protocol-${protocolVersion}-${name}-run-${index + 1}.json`),
      JSON.stringify(history),
    );
  }
}
await theatre.close();

/** Every run of a journey, also those that followed without anybody asking for them. */
async function historiesOf({ handle, runIds }: PlayedJourney): Promise<readonly History[]> {
  const known = new Map<string, History>();
  for (const first of runIds) {
    let runId = first;
    while (runId !== '' && !known.has(runId)) {
      const history = await historyOf(handle.workflowId, runId);
      known.set(runId, history);
      runId =
        history.events.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ??
        '';
    }
  }
  return [...known.values()];
}

async function historyOf(workflowId: string, runId: string): Promise<History> {
  const run = ['--workflow-id', workflowId, '--run-id', runId];
  const server = ['--address', theatre.address, '--namespace', 'default'];
  const { stdout } = await promisify(execFile)(
    temporal,
    ['workflow', 'show', ...run, ...server, '--output', 'json'],
    { maxBuffer: 64 * 1_024 * 1_024 },
  );
  return JSON.parse(stdout) as History;
}
