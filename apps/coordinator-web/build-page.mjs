import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = join(root, 'dist/apps/coordinator-web');
const mark = join(built, '.built-from');
/** What the page is made of, besides its packages. */
const sources = ['apps/coordinator-web', 'libs/domain/src', 'docs/events', 'package-lock.json'];

function filesIn(path) {
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** One hash over the names and contents of all sources. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(root, source);
    const files = source.endsWith('.json') ? [path] : filesIn(path);
    for (const file of files.toSorted())
      hash.update(relative(root, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

const now = fingerprint();
if (existsSync(mark) && readFileSync(mark, 'utf8') === now) {
  process.stdout.write('The page is built already.\n');
} else {
  // Loading it takes longer than finding out that there is nothing to build.
  const { build } = await import('vite');
  await build({
    configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)),
    logLevel: 'warn',
  });
  for (const file of filesIn(built).filter((name) => /[.](js|css|svg|html)$/.test(name))) {
    writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
  }
  writeFileSync(mark, now);
}
