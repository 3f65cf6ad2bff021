import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client, WorkflowHandle } from '@temporalio/client';
import type { WorkflowBundle } from '@temporalio/worker';
import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import { protocolVersion } from '#domain/journey/journal.js';
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
} from '#workflows/journey/messages.js';
import { journeyAttributeTypes } from '#workflows/journey/search-attributes.js';
import { startTemporal, type Temporal } from '../../apps/local-stack/src/servers/index.js';
import { resolveCalendar } from '../../apps/treatment-worker/src/activities/resolve-calendar.js';
import { deploymentName, versioned } from '../../apps/treatment-worker/src/versioned.js';
import { enrolmentUnder } from '../../libs/domain/test-journeys/northgate.js';
import { until } from '../kafka/kafka-broker.js';
import { testPayloadKeys } from '../workflow/payload-keys.js';
import { PublishedJournal } from '../workflow/published-journal.js';
import { workflowBundle } from '../workflow/workflow-bundle.js';

const namespace = 'rolling-deploy';
const journeys = 8;

describe('a changed worker under journeys that run', () => {
  const journal = new PublishedJournal();
  let directory: string;
  let temporal: Temporal;
  let client: Client;
  let bundle: WorkflowBundle;
  let handles: readonly WorkflowHandle[];
  let sent = 0;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rolling-deploy-'));
    temporal = await startTemporal({ directory });
    const address = { address: temporal.address, namespace };
    await prepareNamespace(address, journeyAttributeTypes);
    client = await connectTemporal(address, testPayloadKeys);
    bundle = await workflowBundle();
  });

  afterAll(async () => {
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

  /** One more event for every journey, and until each of them has it in its journal. */
  async function allGoOn(): Promise<void> {
    sent += 1;
    const id = `document-${sent}`;
    const time = toInstant(Date.now());
    const data = { kind: 'report', sha256: '', documentId: id };
    const event = { id, source: 'urn:v2v:site:northgate', type: 'document.attached', time, data };
    await Promise.all(handles.map((handle) => handle.signal(event.type, event)));
    await until(() =>
      handles.every(({ workflowId }) =>
        journal.of(workflowId.replace('journey/', '')).some((one) => one.data.fact?.id === id),
      ),
    );
  }

  async function buildsOf(): Promise<readonly (string | null | undefined)[]> {
    const described = await Promise.all(handles.map((handle) => handle.describe()));
    return described.map(
      ({ raw }) => raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId,
    );
  }

  it('takes them over when its build is made the current one, and nothing is written twice', async () => {
    const stopFirst = await startWorker('first', bundle);
    await makeCurrent('first');
    handles = await Promise.all(Array.from({ length: journeys }, enrol));
    await allGoOn();
    expect(new Set(await buildsOf())).toEqual(new Set(['first']));

    const changed = { code: `${'code' in bundle ? bundle.code : ''}\n// another build` };
    const stopSecond = await startWorker('second', changed);
    await allGoOn();
    expect(new Set(await buildsOf())).toEqual(new Set(['first']));
    await makeCurrent('second');
    await allGoOn();
    await stopFirst();
    await allGoOn();
    expect(new Set(await buildsOf())).toEqual(new Set(['second']));

    expect(journal.forks).toEqual([]);
    for (const { workflowId } of handles) {
      const sequences = journal
        .of(workflowId.replace('journey/', ''))
        .map(({ data }) => data.sequence);
      expect(sequences).toEqual(sequences.map((_, index) => index + 1));
    }
    await stopSecond();
  });
});
