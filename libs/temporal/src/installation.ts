import { Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import type { TemporalAddress } from './client.js';

/** The types of search attributes that are used, as the server names them. */
export type SearchAttributes = Readonly<Record<string, 'KEYWORD' | 'KEYWORD_LIST' | 'DATETIME'>>;

const alreadyExists = 6;
const retentionDays = 30;

// Values of the server's enumeration IndexedValueType.
const indexedTypes = { KEYWORD: 2, DATETIME: 6, KEYWORD_LIST: 7 } as const;

/**
 * Creates the namespace and its search attributes where they are missing, and waits until they can be used.
 * Closed runs stay readable for 30 days: the journal, not Temporal, is the record of decades.
 */
export async function prepareNamespace(
  { address, namespace }: TemporalAddress,
  attributes: SearchAttributes,
): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '10 seconds' });
  try {
    await ensureNamespace(connection, namespace);
    await untilVisible(() => ensureSearchAttributes(connection, namespace, attributes));
  } finally {
    await connection.close();
  }
}

async function ensureNamespace(connection: Connection, namespace: string): Promise<void> {
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      description: 'CAR-T treatment journeys, one workflow each',
      workflowExecutionRetentionPeriod: msToTs(`${retentionDays} days`),
    });
  } catch (error) {
    if (!isGrpcServiceError(error) || error.code !== alreadyExists) throw error;
  }
}

async function ensureSearchAttributes(
  connection: Connection,
  namespace: string,
  attributes: SearchAttributes,
): Promise<void> {
  const existing = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(attributes).filter(
    ([name]) => existing.customAttributes?.[name] === undefined,
  );
  if (missing.length === 0) return;
  await addSearchAttributes(connection, namespace, Object.fromEntries(missing));
}

/** Registers search attributes that the namespace does not have yet. */
export async function addSearchAttributes(
  connection: Connection,
  namespace: string,
  attributes: SearchAttributes,
): Promise<void> {
  const searchAttributes = Object.fromEntries(
    Object.entries(attributes).map(([name, type]) => [name, indexedTypes[type]]),
  );
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
}

const attempts = 40;

/** A namespace that was just registered is not yet known to every part of the server. */
async function untilVisible(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (attempt === attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
