import { execFile } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleWorkflowCode } from '@temporalio/worker';
import { protocol } from '#domain/protocol.js';
import { projectRoot } from './cruise.js';

const run = promisify(execFile);
const allowedInTheBundle = [
  '/dist/workflows/',
  '/workflows/released/',
  '/dist/libs/domain/',
  '/node_modules/@temporalio/workflow/',
  '/node_modules/@temporalio/common/',
  '/node_modules/@noble/hashes/',
  '/node_modules/canonicalize/',
  '/node_modules/long/',
  '/node_modules/ms/',
  '/node_modules/nexus-rpc/',
];
const mostMegabytes = 6;

const quiet = (): void => undefined;
const logger = { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };

/** The files in a bundle of webpack, by the path it names them with; a stub for what is absent has none. */
function modulesOf(bundle: string): readonly string[] {
  const headings = bundle.matchAll(/^\/\*{3}\/ "(\.[^"]+)"/gm);
  return Array.from(headings, ([, path]) => path ?? '');
}

describe('one #domain import', () => {
  let root = '';

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'built-'));
    const compiler = join(projectRoot, 'node_modules/.bin/tsc');
    const project = join(projectRoot, 'tsconfig.build.json');
    await run(compiler, ['--project', project, '--outDir', join(root, 'dist')]);
    copyFileSync(join(projectRoot, 'package.json'), join(root, 'package.json'));
    symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
    const released = join('workflows', 'released');
    cpSync(join(projectRoot, released), join(root, released), { recursive: true });
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('leads Jest to the source', () => {
    expect(protocol.map(({ stage }) => stage)).toContain('leukapheresis');
  });

  it('leads Node to what the compiler made of it', async () => {
    const script =
      "const { protocol } = await import('#domain/protocol.js');" +
      "console.log(JSON.stringify([import.meta.resolve('#domain/protocol.js'), protocol]));";
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
    });
    const [place, seenByNode] = JSON.parse(stdout) as [string, unknown];
    expect(place).toMatch(/dist\/libs\/domain\/src\/protocol\.js$/);
    expect(seenByNode).toEqual(protocol);
  });

  it("leads Temporal's bundler there too, and nothing follows that may not replay", async () => {
    const workflowsPath = join(root, 'dist/workflows/index.js');
    const { code } = await bundleWorkflowCode({ workflowsPath, logger });
    const modules = modulesOf(code);
    expect(
      modules.filter((path) => path.endsWith('/dist/libs/domain/src/protocol.js')),
    ).toHaveLength(1);
    expect(
      modules.filter((path) => !allowedInTheBundle.some((place) => path.includes(place))),
    ).toEqual([]);
    expect(Buffer.byteLength(code)).toBeLessThan(mostMegabytes * 1024 * 1024);
  });
});
