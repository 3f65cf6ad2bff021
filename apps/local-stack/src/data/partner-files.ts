import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { LocalStackError } from '../local-stack-error.js';
import { writeJson } from './json-file.js';
import { newPartnerNetwork } from './partner-network.js';

/** Where the registry of partners is and, apart from it, the private keys that only the simulator reads. */
export type PartnerFiles = { readonly registry: string; readonly privateKeys: string };

const introduction = `# The partners of this demonstration. Whoever is added here is registered at the next start:
# docs/connect-a-partner.md says how. The private keys are in another file, which only the simulator reads.
`;

/** Where the files of the partners are in a folder. */
export function partnerFilesOf(folder: string): PartnerFiles {
  return {
    registry: join(folder, 'partners.yaml'),
    privateKeys: join(folder, 'partner-keys.json'),
  };
}

/** The files of the partners in a folder, made at the first start (`now`, epoch milliseconds). Throws `data-damaged`. */
export function partnerFilesIn(folder: string, now: number): PartnerFiles {
  const files = partnerFilesOf(folder);
  if (!existsSync(files.registry)) writePartnerFiles(files, now);
  if (existsSync(files.privateKeys)) return files;
  throw new LocalStackError(
    'data-damaged',
    `${files.privateKeys} is missing: nobody can sign for the partners of ${files.registry}`,
    'Begin anew with --fresh, or put back the file from a copy.',
  );
}

/** Writes a network nobody has used; the private keys are readable for their owner only. */
export function writePartnerFiles(files: PartnerFiles, now: number): void {
  const { registry, privateKeys } = newPartnerNetwork(now);
  const unfinished = `${files.registry}.${process.pid}`;
  writeFileSync(unfinished, introduction + stringify(registry, { aliasDuplicateObjects: false }));
  writeJson(files.privateKeys, privateKeys);
  renameSync(unfinished, files.registry);
}
