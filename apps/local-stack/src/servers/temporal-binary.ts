import { spawnSync } from 'node:child_process';
import { chmodSync, createWriteStream, existsSync, rmSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { delimiter, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cached } from './cache.js';
import { run } from './command.js';
import { silent, type Report } from './report.js';
import { versions } from './versions.js';
import { LocalStackError } from '../local-stack-error.js';

const goPackage = `github.com/temporalio/cli/cmd/temporal@v${versions.temporalCli}`;
const compiledPackages = 1_500;
const downloadAnswersWithinMs = 15_000;
const remedy =
  'Install Go 1.24 or newer (https://go.dev/dl), or the Temporal CLI (https://docs.temporal.io/cli), or set TEMPORAL_CLI_PATH or TEMPORAL_ADDRESS.';

/**
 * Path of the Temporal CLI, which carries the server: `TEMPORAL_CLI_PATH`, `temporal` on the PATH, the
 * cache, Temporal's own download, or built with `go install`. Throws `temporal-missing` when none works.
 */
export async function findTemporalBinary(
  report: Report = silent,
  signal?: AbortSignal,
): Promise<string> {
  const present = process.env['TEMPORAL_CLI_PATH'] || onPath('temporal');
  if (present) {
    if (existsSync(present)) return present;
    throw new LocalStackError(
      'temporal-missing',
      `There is no file ${present}`,
      'Correct TEMPORAL_CLI_PATH.',
    );
  }
  const folder = await cached(
    `temporal-${versions.temporalCli}`,
    async (unfinished) => {
      if (await download(unfinished, report)) return;
      await buildWithGo(unfinished, report, signal);
    },
    () => report('Temporal: another start is building it, waiting'),
    signal,
  );
  return join(folder, 'temporal');
}

function onPath(program: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
}

async function download(folder: string, report: Report): Promise<boolean> {
  const machine = arch() === 'x64' ? 'amd64' : arch();
  const url = `https://temporal.download/cli/archive/v${versions.temporalCli}?platform=${platform()}&arch=${machine}`;
  report('Temporal server: asking for its ready-made program (up to 15 s)');
  const archive = join(folder, 'temporal.tar.gz');
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(downloadAnswersWithinMs) });
    if (!answer.ok || answer.body === null) return false;
    await pipeline(Readable.fromWeb(answer.body), createWriteStream(archive));
    await run('tar', ['-xzf', archive, '-C', folder, 'temporal'], { remedy });
    chmodSync(join(folder, 'temporal'), 0o755);
    return spawnSync(join(folder, 'temporal'), ['--version']).status === 0;
  } catch {
    return false;
  } finally {
    rmSync(archive, { force: true });
  }
}

async function buildWithGo(
  folder: string,
  report: Report,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (onPath('go') === undefined) {
    throw new LocalStackError(
      'temporal-missing',
      'There is no Temporal server and no Go to build one',
      remedy,
    );
  }
  report(
    'Temporal server: building it once with Go (about 5 minutes on 2 cores, then never again)',
  );
  let compiled = 0;
  const started = Date.now();
  const progress = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000);
    const far =
      compiled === 0 ? 'downloading modules' : `${compiled} of about ${compiledPackages} packages`;
    report(`Temporal server: ${far}, ${seconds} s`);
  }, 15_000);
  try {
    await run('go', ['install', '-v', goPackage], {
      env: { ...process.env, GOBIN: folder },
      remedy,
      ...(signal === undefined ? {} : { signal }),
      onLine: (line) => {
        if (!line.startsWith('go: ')) compiled += 1;
      },
    });
  } finally {
    clearInterval(progress);
  }
}
