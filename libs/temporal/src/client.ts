import { Client, Connection } from '@temporalio/client';
import { dataConverterOf } from './data-converter.js';
import type { PayloadKey } from './payload-key-ring.js';

/** Where a Temporal server is and which of its namespaces is ours. */
export type TemporalAddress = { readonly address: string; readonly namespace: string };

/** Connects; rejects when the server does not answer within ten seconds. What is sent is encrypted with the first key. */
export async function connectTemporal(
  { address, namespace }: TemporalAddress,
  keys: readonly PayloadKey[],
): Promise<Client> {
  const connection = await Connection.connect({ address, connectTimeout: '10 seconds' });
  return new Client({ connection, namespace, dataConverter: dataConverterOf(keys) });
}

/** Fails when the server does not answer. */
export async function assertTemporalAnswers(client: Client): Promise<void> {
  await client.connection.withDeadline(Date.now() + 2_500, () =>
    client.workflowService.getSystemInfo({}),
  );
}
