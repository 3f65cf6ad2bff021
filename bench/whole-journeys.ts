import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type BenchStack, say, temporalOf } from './bench-stack.js';
import { historyEvents } from './history.js';

/** What whole journeys of the simulator cost in Temporal's history. */
export type WholeJourneys = {
  readonly journeyIds: readonly string[];
  /** The stage each had reached when the time was over. */
  readonly stages: Readonly<Record<string, number>>;
  readonly inboundEvents: number;
  readonly records: number;
  readonly historyEvents: number;
  readonly historyEventsPerInboundEvent: number;
};

type Row = { readonly journey_id: string; readonly stage: string };

/** Lets the simulator play until every journey is closed or in follow-up, or `limitSeconds` are over. */
export async function wholeJourneys(
  running: BenchStack,
  patients: number,
  limitSeconds: number,
): Promise<WholeJourneys> {
  const { stack, addresses } = running;
  const database = new pg.Client({ connectionString: addresses.databaseUrl });
  await database.connect();
  const client = await temporalOf(running);
  try {
    await stack.startSimulator();
    const rows = await untilSettled(database, patients, limitSeconds);
    await stack.stopSimulator();
    const { rows: counted } = await database.query<{ records: string; facts: string }>(
      `SELECT count(*) AS records, count(record->'data'->'fact') AS facts FROM read_model.record`,
    );
    const inboundEvents = Number(counted[0]?.facts ?? 0);
    const history = await historyEvents(
      client,
      rows.map((row) => row.journey_id),
    );
    return {
      journeyIds: rows.map((row) => row.journey_id),
      stages: stagesOf(rows),
      inboundEvents,
      records: Number(counted[0]?.records ?? 0),
      historyEvents: history,
      historyEventsPerInboundEvent: history / inboundEvents,
    };
  } finally {
    await client.connection.close();
    await database.end();
  }
}

async function untilSettled(
  database: pg.Client,
  patients: number,
  limitSeconds: number,
): Promise<readonly Row[]> {
  const end = Date.now() + limitSeconds * 1_000;
  for (;;) {
    const { rows } = await database.query<Row>('SELECT journey_id, stage FROM read_model.journey');
    const isSettled = rows.every(({ stage }) => stage === 'closed' || stage === 'follow-up');
    if ((rows.length === patients && isSettled) || Date.now() > end) return rows;
    say(`journeys: ${JSON.stringify(stagesOf(rows))}`);
    await pause(5_000);
  }
}

function stagesOf(rows: readonly Row[]): Readonly<Record<string, number>> {
  const byStage = Map.groupBy(rows, ({ stage }) => stage);
  return Object.fromEntries([...byStage].map(([stage, all]) => [stage, all.length]));
}
