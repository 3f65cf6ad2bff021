import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { coverageOf } from './coverage.js';
import { coveragePage, coveragePagePath } from './coverage-page.js';

const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z', '*.ts'], {
  encoding: 'utf8',
});
const files = listed
  .split('\0')
  .filter((path) => path.startsWith('libs/domain/src/gates/') || path.endsWith('.spec.ts'))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

writeFileSync(coveragePagePath, coveragePage(coverageOf(files)));
