import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { configurationOf } from '#config/configuration.js';
import { recordOperation } from '#register/operations.js';
import type { Answer, Present } from '../answers/answer.js';
import { jsonOption } from '../answers/json-option.js';
import { type Operator, operatorOptions } from '../audit/operator.js';
import { withDatabase } from '../servers/servers.js';

type RebuildOptions = Operator & { readonly json: boolean; readonly verify: boolean };

const program = fileURLToPath(
  new URL('../../../journal-projector/src/rebuild.js', import.meta.url),
);

/** Has the read model built anew from the journal. */
export function rebuildCommand(present: Present): Command {
  const [by, reason] = operatorOptions();
  return new Command('rebuild-read-model')
    .description('build the read model anew from the journal, beside the one that serves')
    .option('--verify', 'only compare: the old one goes on serving', false)
    .addOption(by.makeOptionMandatory())
    .addOption(reason.makeOptionMandatory())
    .addOption(jsonOption())
    .action(async (options: RebuildOptions) => present(rebuild(options), options));
}

async function rebuild({ by, reason, verify }: RebuildOptions): Promise<Answer> {
  const { database: at } = configurationOf('database');
  await withDatabase(at, async (database) =>
    recordOperation(database, {
      subject: by,
      reason,
      action: 'rebuild-read-model',
      about: { verify },
    }),
  );
  const { code, output } = await run(verify ? [program, '--verify'] : [program]);
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  return { text: code === 0 ? last : output, json: { code, said: last }, isGood: code === 0 };
}

function run(args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
