import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { TemporalAddress } from './client.js';
import { dataConverterOf } from './data-converter.js';
import type { PayloadKey } from './payload-key-ring.js';

/** A worker and its connection, to be run and closed together. */
export type HostedWorker = {
  /** Resolves when the worker has stopped, rejects when it failed. */
  readonly run: () => Promise<void>;
  readonly state: () => string;
  /** Lets what is under way finish; returns at once. */
  readonly shutdown: () => void;
};

/** Connects a worker to the server; rejects when the server does not answer. What it sends is encrypted with the first key. */
export async function hostWorker(
  { address, namespace }: TemporalAddress,
  keys: readonly PayloadKey[],
  options: Omit<WorkerOptions, 'connection' | 'namespace' | 'dataConverter'>,
): Promise<HostedWorker> {
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    ...options,
    connection,
    namespace,
    dataConverter: dataConverterOf(keys),
  });
  return {
    run: async () => {
      try {
        await worker.run();
      } finally {
        await connection.close();
      }
    },
    state: () => worker.getState(),
    shutdown: () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
    },
  };
}
