import { existsSync, writeFileSync } from 'node:fs';
import { containerEnvironment } from './container-environment.js';

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('Say into which file the variables go.\n');
  process.exit(1);
}
if (!existsSync(file)) writeFileSync(file, containerEnvironment(Date.now()), { mode: 0o600 });
