import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { configurationOf } from '#config/configuration.js';
import type { Answer, Present } from '../answers/answer.js';
import { jsonOption } from '../answers/json-option.js';
import { OperationsError } from '../answers/operations-error.js';
import { withDatabase } from '../servers/servers.js';
import { proveCustody } from './custody-proof.js';
import { proveSignatures } from './signatures-proof.js';

type Shape = { readonly json: boolean };
type CustodyOptions = Shape & { readonly key?: string };
type SignaturesOptions = Shape & { readonly keys: string; readonly journey?: string };

const published = z.object({
  keys: z.array(z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() })),
});

/** The commands that prove custody. */
export function custodyCommands(present: Present): Command {
  return new Command('custody')
    .description('the record of a journey as it was exported')
    .addCommand(
      new Command('verify')
        .description('check an exported file without any server; the first broken record is named')
        .argument('<file>', 'as the page or GET …/custody/export gave it')
        .option('--key <thumbprint>', 'also that it was sealed with this key (RFC 7638)')
        .addOption(jsonOption())
        .action(async (file: string, options: CustodyOptions) =>
          present(verifyCustody(file, options), options),
        ),
    );
}

/** The commands that prove signatures. */
export function signatureCommands(present: Present): Command {
  return new Command('signatures').description('what people signed').addCommand(
    new Command('verify')
      .description('check every signature of the journal with the public key alone')
      .requiredOption('--keys <file>', 'the public keys, as GET /api/v1/signature-keys gives them')
      .option('--journey <id>', 'of this journey alone')
      .addOption(jsonOption())
      .action(async (options: SignaturesOptions) => present(verifySignatures(options), options)),
  );
}

async function verifyCustody(file: string, { key }: CustodyOptions): Promise<Answer> {
  const proof = await proveCustody(await textOf(file), key);
  const { journeyId, records, keyThumbprint, isSealed, fault } = proof;
  if (journeyId === null) {
    return { text: 'This is no exported record of custody.', json: proof, isGood: false };
  }
  const lines = [
    `Journey ${journeyId}: ${records} records, key ${keyThumbprint}`,
    fault === null
      ? 'Every record follows the one before it, and every signature is of its record.'
      : `BROKEN at record ${fault.sequence}: ${fault.what}`,
    isSealed ? 'The file is as it was exported.' : 'NOT as it was exported, or not with that key.',
  ];
  return { text: lines.join('\n'), json: proof, isGood: isSealed && fault === null };
}

async function verifySignatures({ keys, journey }: SignaturesOptions): Promise<Answer> {
  const read = published.safeParse(JSON.parse(await textOf(keys)));
  const [key] = read.data?.keys ?? [];
  if (key === undefined) {
    throw new OperationsError(
      'no-key',
      'The file holds no public key',
      'Save what GET /api/v1/signature-keys answers, and name that file.',
    );
  }
  const { database: at } = configurationOf('database');
  return withDatabase(at, async (database) => {
    const proof = await proveSignatures(database, key, journey);
    const { records, signatures, faults } = proof;
    const lines = [
      `${signatures} signatures on ${records} records`,
      ...faults.map(
        ({ journeyId, sequence, what }) => `BROKEN ${journeyId} record ${sequence}: ${what}`,
      ),
    ];
    return { text: lines.join('\n'), json: proof, isGood: faults.length === 0 };
  });
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new OperationsError(
      'no-file',
      `The file cannot be read: ${file}`,
      'Name it as it is seen from here.',
      error,
    );
  }
}
