import { Client, Connection } from '@temporalio/client';

/** Where a Temporal server is and which of its namespaces is ours. */
export type TemporalAddress = { readonly address: string; readonly namespace: string };

/** Connects; rejects when the server does not answer within ten seconds. */
export async function connectTemporal({ address, namespace }: TemporalAddress): Promise<Client> {
  const connection = await Connection.connect({ address, connectTimeout: '10 seconds' });
  return new Client({ connection, namespace });
}

/** Fails when the server does not answer. */
export async function assertTemporalAnswers(client: Client): Promise<void> {
  await client.connection.withDeadline(Date.now() + 2_500, () =>
    client.workflowService.getSystemInfo({}),
  );
}
