import { createHash } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter } from 'node:path';
import { run } from './command.mjs';
import { Failure } from './failure.mjs';
import { inProject, projectRoot, tell } from './project.mjs';

const folder = inProject('node_modules');
const lockFile = inProject('package-lock.json');
const marker = inProject('node_modules', '.installed-from');
const neededBytes = 1_500_000_000;

/** Installs the packages of the lock file with `npm ci` unless exactly these are installed already. */
export async function installPackages() {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (installedFrom(wanted)) return;
  requireDisk();
  const expected = expectedFolders();
  tell('Packages: installing with npm (about a minute)');
  const { code, output } = await run(...npmCi(), {
    env: withoutOwnPrograms(),
    progress: (seconds) => `Packages: ${present()} of ${expected} folders, ${seconds} s`,
  });
  if (code !== 0) {
    tell(output.trimEnd());
    throw new Failure('npm ci did not succeed', remedyFor(output));
  }
  writeFileSync(marker, wanted);
}

/** Somebody may have installed by hand: then npm's own record is younger than the lock file. */
function installedFrom(/** @type {string} */ wanted) {
  if (existsSync(marker)) return readFileSync(marker, 'utf8') === wanted;
  const record = inProject('node_modules', '.package-lock.json');
  if (!existsSync(record) || statSync(record).mtimeMs < statSync(lockFile).mtimeMs) return false;
  writeFileSync(marker, wanted);
  return true;
}

/** How many folders npm will make: a scope is one, and packages for other machines are left out. */
function expectedFolders() {
  const packages = Object.entries(JSON.parse(readFileSync(lockFile, 'utf8')).packages);
  const folders = packages
    .filter(([, { os, cpu }]) => fits(os, process.platform) && fits(cpu, process.arch))
    .map(([name]) => name.split('node_modules/')[1]?.split('/')[0]);
  return new Set(folders).size;
}

function fits(/** @type {string[] | undefined} */ supported, /** @type {string} */ own) {
  return supported === undefined || supported.includes(own);
}

function requireDisk() {
  const { bavail, bsize } = statfsSync(projectRoot);
  if (bavail * bsize >= neededBytes) return;
  throw new Failure(
    `Only ${Math.round((bavail * bsize) / 1e6)} MB of disk are free in ${projectRoot}`,
    'Free at least 1.5 GB, then start again.',
  );
}

/** npm as it called this program, otherwise the one on the PATH. @returns {[string, string[]]} */
function npmCi() {
  const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const caller = process.env['npm_execpath'];
  if (caller?.endsWith('npm-cli.js') && existsSync(caller)) {
    return [process.execPath.startsWith(folder) ? 'node' : process.execPath, [caller, ...options]];
  }
  return ['npm', options];
}

/** npm removes node_modules first, and with it the Node that npm would find there. */
function withoutOwnPrograms() {
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((entry) => !entry.startsWith(folder))
    .join(delimiter);
  return { ...process.env, PATH: path };
}

function present() {
  return existsSync(folder) ? readdirSync(folder).length : 0;
}

/** @type {readonly [RegExp, string][]} */
const remedies = [
  [/spawn npm ENOENT/, 'Install npm (it comes with Node, https://nodejs.org), then start again.'],
  [/ENOSPC/, 'Free at least 1.5 GB of disk, then start again.'],
  [/EACCES|EPERM/, 'Make this folder writable for you, then start again.'],
  [
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|E40[1347]|CERT/,
    'npm does not reach its registry: check the network and npm config get registry, proxy, cafile.',
  ],
  [
    /package-lock\.json.*sync/s,
    'Check out package.json and package-lock.json of the same version.',
  ],
];

function remedyFor(/** @type {string} */ output) {
  return (
    remedies.find(([sign]) => sign.test(output))?.[1] ??
    'Mend what npm says above, then start again.'
  );
}
