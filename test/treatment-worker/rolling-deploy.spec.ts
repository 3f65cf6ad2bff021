import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client, WorkflowHandle } from '@temporalio/client';
import type { WorkflowBundle } from '@temporalio/worker';
import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import { protocolVersion } from '#domain/journey/journal.js';
import type { JournalRecord } from '#domain/journey/record.js';
import { identityClock } from '#domain/time/clock.js';
import { toInstant } from '#domain/time/instant.js';
import { sliceFor } from '#products/products.js';
import { connectTemporal } from '#temporal/client.js';
import { prepareNamespace } from '#temporal/installation.js';
import { hostWorker } from '#temporal/worker.js';
import type { JourneyActivities } from '#workflows/journey/activities.js';
import {
  type JourneyInput,
  journeyTaskQueue,
  journeyWorkflowId,
  journeyWorkflowType,
  rollSignal,
} from '#workflows/journey/messages.js';
import { journeyAttributeTypes } from '#workflows/journey/search-attributes.js';
import { startTemporal, type Temporal } from '../../apps/local-stack/src/servers/index.js';
import { resolveCalendar } from '../../apps/treatment-worker/src/activities/resolve-calendar.js';
import { deploymentName, versioned } from '../../apps/treatment-worker/src/versioned.js';
import { enrolmentUnder } from '../../libs/domain/test-journeys/northgate.js';
import { until } from '../kafka/kafka-broker.js';
import { testPayloadKeys } from '../workflow/payload-keys.js';
import { PublishedJournal } from '../workflow/published-journal.js';
import { ChangedProject } from './changed-project.js';

const namespace = 'rolling-deploy';
const journeys = 6;
const mostUnderWay = 10;
const accepting = 'dist/libs/domain/src/corrections/accepted.js';
const flag = 'as-the-next-release-tells-it';
const flagging = `export function factDraft(event, given = []) { const flags = [...given, '${flag}'];`;

describe('a worker of another build', () => {
  const journal = new PublishedJournal();
  let directory: string;
  let temporal: Temporal;
  let client: Client;
  let bundle: WorkflowBundle;
  let handles: readonly WorkflowHandle[];
  const stops = new Map<string, () => Promise<void>>();
  let sent = 0;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rolling-deploy-'));
    temporal = await startTemporal({ directory });
    const address = { address: temporal.address, namespace };
    await prepareNamespace(address, journeyAttributeTypes);
    client = await connectTemporal(address, testPayloadKeys);
    bundle = await new ChangedProject(join(directory, 'as-it-is')).bundle();
  });

  afterAll(async () => {
    for (const buildId of stops.keys()) await stop(buildId);
    await client.connection.close();
    await temporal.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function startWorker(buildId: string, workflowCode: WorkflowBundle) {
    const activities: JourneyActivities = {
      publishJournal: journal.publishJournal,
      claimIdentifiers: () => Promise.resolve({ foreign: [], namedElsewhere: [] }),
      resolveCalendar,
    };
    const worker = await hostWorker({ address: temporal.address, namespace }, testPayloadKeys, {
      taskQueue: journeyTaskQueue,
      workflowBundle: workflowCode,
      activities,
      ...versioned(buildId),
    });
    const running = worker.run();
    return async () => {
      worker.shutdown();
      await running;
    };
  }

  /** As `temporal worker deployment set-current-version` does, once a worker of the build polls. */
  async function makeCurrent(buildId: string): Promise<void> {
    await until(async () => {
      try {
        await client.workflowService.setWorkerDeploymentCurrentVersion({
          namespace,
          deploymentName,
          buildId,
          identity: 'rolling-deploy',
        });
        return true;
      } catch {
        return false;
      }
    });
  }

  async function enrol(): Promise<WorkflowHandle> {
    const enrolledAt = toInstant(Date.now());
    const placement = { product: 'tisagenlecleucel', indication: 'lbcl', jurisdiction: 'US' };
    const rules = sliceFor({ ...placement, date: enrolledAt });
    const journeyId = journeyIdentifier(randomBytes(26));
    const enrolment = enrolmentUnder(rules, { journeyId, enrolledAt });
    const input: JourneyInput = { enrolment, protocolVersion, clock: identityClock };
    return client.workflow.start(journeyWorkflowType, {
      workflowId: journeyWorkflowId(journeyId),
      taskQueue: journeyTaskQueue,
      args: [input],
    });
  }

  /** One more event for every journey. */
  async function tellAll(): Promise<void> {
    sent += 1;
    const id = `document-${sent}`;
    const time = toInstant(Date.now());
    const data = { kind: 'report', sha256: '', documentId: id };
    const event = { id, source: 'urn:v2v:site:northgate', type: 'document.attached', time, data };
    await Promise.all(handles.map((handle) => handle.signal(event.type, event)));
  }

  /** Waits until every journey has what was last told in its journal. */
  async function untilToldAll(number = sent): Promise<void> {
    const id = `document-${number}`;
    await until(
      () => handles.every((handle) => journalOf(handle).some((one) => one.data.fact?.id === id)),
      60_000,
    );
  }

  async function allGoOn(): Promise<void> {
    await tellAll();
    await untilToldAll();
  }

  async function stop(buildId: string): Promise<void> {
    await stops.get(buildId)?.();
    stops.delete(buildId);
  }

  async function buildsOf(): Promise<ReadonlySet<string | null | undefined>> {
    const described = await Promise.all(handles.map((handle) => handle.describe()));
    return new Set(
      described.map(
        ({ raw }) => raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId,
      ),
    );
  }

  function journalOf({ workflowId }: WorkflowHandle): readonly JournalRecord[] {
    return journal.of(workflowId.replace('journey/', ''));
  }

  /** Partners write about every journey without a pause, until it is ended. */
  function traffic(): { readonly end: () => Promise<void> } {
    const over = new AbortController();
    const writing = (async () => {
      while (!over.signal.aborted) {
        await tellAll();
        await untilToldAll(Math.max(1, sent - mostUnderWay));
      }
    })();
    return {
      end: async () => {
        over.abort();
        await writing;
        await untilToldAll();
      },
    };
  }

  async function bundleChangedBy(
    change: (project: ChangedProject) => Promise<void> | void,
  ): Promise<WorkflowBundle> {
    const project = new ChangedProject(await mkdtemp(join(directory, 'project-')));
    // What the change does: whatever is told is applied with a flag that no release knows.
    project.change(accepting, 'export function factDraft(event, flags = []) {', flagging);
    await change(project);
    return project.bundle();
  }

  it('begins with journeys of this build', async () => {
    stops.set('first', await startWorker('first', bundle));
    await makeCurrent('first');
    handles = await Promise.all(Array.from({ length: journeys }, enrol));
    await allGoOn();
    expect(await buildsOf()).toEqual(new Set(['first']));
  });

  it('that writes something else under the same version writes nothing, and what it held up goes on without it', async () => {
    const unsafe = await bundleChangedBy(() => undefined);
    stops.set('unsafe', await startWorker('unsafe', unsafe));
    await makeCurrent('unsafe');
    await tellAll();
    await until(async () => (await buildsOf()).has('unsafe') || (await areTasksFailing()));
    await until(areTasksFailing, 60_000);
    await makeCurrent('first');
    await stop('unsafe');
    await allGoOn();
    expect(journal.forks).toEqual([]);
    expect(flagged()).toEqual([]);
  });

  it('of another version takes them over while partners write, and writes the same journals until they roll', async () => {
    const next = await bundleChangedBy((project) => project.beginNextProtocol());
    const writing = traffic();
    stops.set('second', await startWorker('second', next));
    await makeCurrent('second');
    await untilToldAll();
    await stop('first');
    await untilToldAll();
    expect(await buildsOf()).toEqual(new Set(['second']));
    expect(flagged()).toEqual([]);

    await Promise.all(handles.map((handle) => handle.signal(rollSignal)));
    await until(
      () =>
        handles.every((handle) =>
          flagged().some((one) => one.includes(handle.workflowId.slice(8))),
        ),
      60_000,
    );
    await writing.end();
  });

  it('has neither lost, doubled nor forked anything', () => {
    expect(journal.forks).toEqual([]);
    const ids = Array.from({ length: sent }, (_, index) => `document-${index + 1}`);
    for (const handle of handles) {
      const records = journalOf(handle);
      const sequences = records.map(({ data }) => data.sequence);
      expect(sequences).toEqual(sequences.map((_, index) => index + 1));
      const told = records.flatMap(({ data }) => data.fact?.id ?? []);
      expect(told.toSorted()).toEqual(ids.toSorted());
      const versions = records.map((record) => record.data.protocolVersion);
      expect(versions).toEqual(versions.toSorted((a, b) => a - b));
      expect(new Set(versions)).toEqual(new Set([protocolVersion, protocolVersion + 1]));
      const isFlagged = (record: JournalRecord) => record.data.fact?.flags?.includes(flag) === true;
      for (const record of records.filter(({ data }) => data.fact !== undefined)) {
        expect(isFlagged(record)).toBe(record.data.protocolVersion > protocolVersion);
      }
    }
  });

  function flagged(): readonly string[] {
    return handles
      .flatMap(journalOf)
      .filter(({ data }) => data.fact?.flags?.includes(flag) === true)
      .map(({ id }) => id);
  }

  /** Whether a task of each journey failed, as Temporal tells of a workflow that makes no progress. */
  async function areTasksFailing(): Promise<boolean> {
    const described = await Promise.all(handles.map((handle) => handle.describe()));
    return described.every(({ raw }) => (raw.pendingWorkflowTask?.attempt ?? 0) > 1);
  }
});
