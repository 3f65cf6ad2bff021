import { setTimeout as pause } from 'node:timers/promises';
import { checkAppliedOnce } from './checks/applied-once.js';
import { checkAuthorizations } from './checks/authorizations.js';
import { checkDeadlines } from './checks/deadlines.js';
import type { Invariant } from './checks/findings.js';
import { checkIdentity, type Searched, tracesIn } from './checks/identity.js';
import { checkInboundEvents, type EventCounts } from './checks/inbound-events.js';
import { checkJournals } from './checks/journal-chain.js';
import { checkReadModel, outcomeOf } from './checks/read-model.js';
import { checkRegister } from './checks/register.js';
import { checkRequests } from './checks/requests.js';
import { checkSettled, type Lag } from './checks/settled.js';
import { checkSignatures } from './checks/signatures.js';
import { checkStatuses } from './checks/status.js';
import { checkEventSignatures, signersIn } from './checks/event-signatures.js';
import { Api } from './evidence/ask-api.js';
import type { Message } from './evidence/message.js';
import { enrolledJourneys, readDatabase } from './evidence/read-database.js';
import { runningJourneys } from './evidence/running-journeys.js';
import { searchDirectory, searchTemporalDatabase } from './evidence/search-files.js';
import { type Extent, Topics } from './evidence/topics.js';
import type { Journals } from './journals/journal-record.js';

/** Where the installation is that is inspected; what is absent is not looked at. */
export type Installation = {
  readonly brokers: readonly string[];
  readonly databaseUrl: string;
  readonly apiUrl: string;
  readonly issuer: string;
  readonly temporal?: { readonly address: string; readonly namespace: string };
  readonly temporalDatabase?: string;
  readonly logsDirectory?: string;
  readonly partnersFile?: string;
};

/** What a run came to, and which invariants held. */
export type Report = {
  readonly enrolled: number;
  readonly infused: number;
  readonly closed: Readonly<Record<string, number>>;
  readonly events: EventCounts;
  readonly invariants: readonly Invariant[];
};

const inboundTopics = [
  'clinic.events.v1',
  'lab.events.v1',
  'manufacturing.events.v1',
  'logistics.events.v1',
];
const journalTopic = 'journey.events.v1';

const groups = [
  { group: 'event-intake', topics: inboundTopics },
  { group: 'journal-projector', topics: [journalTopic] },
];

const pauseMs = 1_000;

/**
 * Inspects an installation. What was sent when the inspection began must come to its end within `settleMs`: until then
 * it looks again; what is still wrong afterwards is reported.
 */
export async function inspect(installation: Installation, settleMs: number): Promise<Report> {
  const topics = new Topics(installation.brokers);
  const giveUpAt = Date.now() + settleMs;
  await topics.open();
  try {
    const due = {
      extents: await extentsOf(topics, [...inboundTopics, journalTopic]),
      enrolled: await enrolledJourneys(installation.databaseUrl),
    };
    const api = await Api.signIn(installation.apiUrl, installation.issuer);
    for (;;) {
      const report = await look(installation, topics, api, due);
      const isSound = report.invariants.every(({ held }) => held);
      if (isSound || Date.now() > giveUpAt) return report;
      await pause(pauseMs);
    }
  } finally {
    await topics.close();
  }
}

type Extents = ReadonlyMap<string, readonly Extent[]>;

/** What there was when the inspection began. */
type Due = { readonly extents: Extents; readonly enrolled: ReadonlySet<string> };

async function extentsOf(topics: Topics, names: readonly string[]): Promise<Extents> {
  const extents = new Map<string, readonly Extent[]>();
  for (const name of names) extents.set(name, await topics.extents(name));
  return extents;
}

/**
 * One look, in an order in which each source is read after those it depends on: the journal, then the API, then the
 * database, and last what was sent, so that what goes on meanwhile is never taken for a fault; a request that no journal sent is
 * one only if it stood there before the journal was read.
 */
async function look(
  installation: Installation,
  topics: Topics,
  api: Api,
  { extents, enrolled }: Due,
): Promise<Report> {
  const lags = await lagsOf(topics, extents);
  const requestTopics = (await topics.names()).filter((name) => kindOf(name) === 'request');
  const requested = await extentsOf(topics, requestTopics);
  const journal = await topics.read([journalTopic]);
  const { journals, invariant: chains } = checkJournals(
    journal,
    extents.get(journalTopic)?.length ?? 0,
  );
  const lengths = new Map([...journals].map(([id, records]) => [id, records.length]));
  const answers = await api.ask([...journals.keys()], openAmong(journals));
  const running =
    installation.temporal === undefined
      ? undefined
      : await runningJourneys(installation.temporal.address, installation.temporal.namespace);
  const database = await readDatabase(installation.databaseUrl);
  const { model } = database;
  const others = await topics.read(
    (await topics.names()).filter((name) => name !== journalTopic && isOfContract(name)),
  );
  const byKind = Map.groupBy(others, ({ topic }) => kindOf(topic));
  const evidence = {
    inbound: byKind.get('inbound') ?? [],
    isDue: within(extents),
    deadLetters: byKind.get('dead-letter') ?? [],
    journals,
  };
  const inbound = checkInboundEvents({
    ...evidence,
    isComplete: inboundTopics.every((name) => extents.get(name)?.every(({ low }) => low === 0)),
    waiting: database.received.filter(({ state }) => state === 'waiting'),
  });
  const searched = [
    searchMessages([...journal, ...others]),
    ...database.searched,
    ...(await searchFiles(installation)),
  ];
  return {
    ...summaryOf(journals),
    events: inbound.counts,
    invariants: [
      ...inbound.invariants,
      checkAppliedOnce(journals),
      checkRegister({ ...evidence, received: database.received }),
      checkEventSignatures({ ...evidence, signers: signersIn(installation.partnersFile) }),
      chains,
      checkReadModel(journals, { ...model, enrolled: [...enrolled] }),
      checkStatuses(answers, model.records, lengths),
      ...checkAuthorizations(journals),
      checkSignatures(journals),
      checkRequests(journals, byKind.get('request') ?? [], within(requested)),
      checkDeadlines(journals),
      ...checkSettled(
        journals,
        lags,
        without(running, begunSince(model.enrolled, enrolled, journals)),
      ),
      checkIdentity(searched),
    ],
  };
}

function kindOf(topic: string): 'inbound' | 'dead-letter' | 'request' | 'other' {
  if (inboundTopics.includes(topic)) return 'inbound';
  if (topic.endsWith('.dead-letter')) return 'dead-letter';
  return topic.startsWith('requests.') ? 'request' : 'other';
}

function isOfContract(topic: string): boolean {
  return kindOf(topic) !== 'other' || topic.endsWith('.v1');
}

/** Whether a message stood there when the extents were taken. */
function within(extents: Extents): (message: Message) => boolean {
  return ({ topic, partition, offset }) => offset < endOf(extents, topic, partition);
}

function endOf(extents: Extents, topic: string, partition: number): number {
  return extents.get(topic)?.find((extent) => extent.partition === partition)?.high ?? 0;
}

/** Who was enrolled after the inspection began need not have a journal yet. */
function begunSince(
  enrolled: readonly string[],
  before: ReadonlySet<string>,
  journals: Journals,
): ReadonlySet<string> {
  return new Set(
    enrolled.filter((journeyId) => !before.has(journeyId) && !journals.has(journeyId)),
  );
}

function without(
  running: ReadonlySet<string> | undefined,
  left: ReadonlySet<string>,
): ReadonlySet<string> | undefined {
  return running && new Set([...running].filter((journeyId) => !left.has(journeyId)));
}

async function lagsOf(topics: Topics, due: Extents): Promise<readonly Lag[]> {
  const lags: Lag[] = [];
  for (const { group, topics: names } of groups) {
    for (const topic of names) {
      const committed = await topics.committed(group, topic);
      const kept = due.get(topic)?.filter(({ low, high }) => high > low) ?? [];
      for (const { partition, high } of kept) {
        lags.push({
          group,
          topic,
          partition,
          committed: committed.get(partition) ?? -1,
          end: high,
        });
      }
    }
  }
  return lags;
}

function openAmong(journals: Journals): readonly string[] {
  return [...journals]
    .filter(([, records]) => records.at(-1)?.data.stageAfter !== 'closed')
    .map(([journeyId]) => journeyId);
}

function searchMessages(messages: readonly Message[]): Searched {
  let amount = 0;
  let found = 0;
  for (const { key, value, headers } of messages) {
    const pieces = [value ?? Buffer.alloc(0), Buffer.from(`${key} ${JSON.stringify(headers)}`)];
    for (const piece of pieces) {
      amount += piece.length;
      found += tracesIn(piece);
    }
  }
  return { place: 'Kafka', amount, unit: 'bytes', found };
}

async function searchFiles(installation: Installation): Promise<readonly Searched[]> {
  const { temporalDatabase, logsDirectory } = installation;
  return [
    ...(temporalDatabase === undefined ? [] : await searchTemporalDatabase(temporalDatabase)),
    ...(logsDirectory === undefined ? [] : await searchDirectory(logsDirectory)),
  ];
}

function summaryOf(journals: Journals): Pick<Report, 'enrolled' | 'infused' | 'closed'> {
  const histories = [...journals.values()];
  const outcomes = histories.map(outcomeOf).filter((outcome) => outcome !== null);
  const byOutcome = Map.groupBy(outcomes, (outcome) => outcome);
  return {
    enrolled: histories.length,
    infused: histories.filter((records) =>
      records.some(({ type, data }) => type === 'infusion.completed' && data.fact !== undefined),
    ).length,
    closed: Object.fromEntries([...byOutcome].map(([outcome, all]) => [outcome, all.length])),
  };
}
