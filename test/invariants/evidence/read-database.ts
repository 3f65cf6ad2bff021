import pg from 'pg';
import { type Searched, traces } from '../checks/identity.js';
import type { JourneyRow, ReadModel } from '../checks/read-model.js';
import type { ReceivedEvent } from '../checks/register.js';
import type { JournalRecord } from '../journals/journal-record.js';

/** What PostgreSQL holds at one moment. */
export type DatabaseEvidence = {
  readonly model: ReadModel;
  /** The register of received events. */
  readonly received: readonly ReceivedEvent[];
  /** Where identity stands in the clear. */
  readonly searched: readonly Searched[];
};

/** Reads all of it in one transaction. */
export async function readDatabase(url: string): Promise<DatabaseEvidence> {
  return asked(url, async (client) => ({
    model: await readModel(client),
    received: await readReceived(client),
    searched: await searchTables(client),
  }));
}

/** The journeys that are enrolled by now. */
export async function enrolledJourneys(url: string): Promise<ReadonlySet<string>> {
  return asked(url, async (client) => new Set(await journeyIds(client, enrolments)));
}

async function asked<T>(url: string, ask: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'invariants' });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await ask(client);
  } finally {
    await client.end();
  }
}

const enrolments = 'register.enrolment';

async function readReceived(client: pg.Client): Promise<readonly ReceivedEvent[]> {
  const { rows } = await client.query<ReceivedEvent>(
    `SELECT source, event_id AS id, state, journey_id AS "journeyId",
       settled_sequence AS "settledSequence"
     FROM register.received_event`,
  );
  return rows;
}

type Row = {
  journey_id: string;
  sequence: number | string;
  last_hash: string;
  stage: string;
  holds: string[];
  outcome: string | null;
  state: Record<string, unknown>;
};

async function readModel(client: pg.Client): Promise<ReadModel> {
  const journeys = await client.query<Row>(
    'SELECT journey_id, sequence, last_hash, stage, holds, outcome, state FROM read_model.journey',
  );
  const rows = await client.query<{ journey_id: string; record: JournalRecord }>(
    'SELECT journey_id, record FROM read_model.record ORDER BY journey_id, sequence',
  );
  const records = new Map<string, JournalRecord[]>();
  for (const { journey_id: journeyId, record } of rows.rows) {
    const known = records.get(journeyId);
    if (known === undefined) records.set(journeyId, [record]);
    else known.push(record);
  }
  return {
    journeys: journeys.rows.map(journeyOf),
    records,
    quarantined: await journeyIds(client, 'read_model.quarantine'),
    enrolled: await journeyIds(client, enrolments),
  };
}

function journeyOf(row: Row): JourneyRow {
  return {
    journeyId: row.journey_id,
    sequence: Number(row.sequence),
    lastHash: row.last_hash,
    stage: row.stage,
    holds: row.holds,
    outcome: row.outcome,
    state: row.state,
  };
}

async function journeyIds(client: pg.Client, table: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ journey_id: string }>(`SELECT journey_id FROM ${table}`);
  return rows.map((row) => row.journey_id);
}

/** Looks for identity in every column of every table; bytes are looked at as hexadecimal digits. */
async function searchTables(client: pg.Client): Promise<readonly Searched[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const hexadecimal = traces.map((trace) => Buffer.from(trace).toString('hex'));
  const patterns = [...traces, ...hexadecimal].map((trace) => `%${trace}%`);
  const searched: Searched[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ amount: string; found: string }>(
      `SELECT count(*) AS amount, count(*) FILTER (WHERE row::text LIKE ANY ($1)) AS found
       FROM ${name} AS row`,
      [patterns],
    );
    const [counts] = rows;
    searched.push({
      place: `table ${name}`,
      amount: Number(counts?.amount ?? 0),
      unit: 'rows',
      found: Number(counts?.found ?? 0),
    });
  }
  return searched;
}
