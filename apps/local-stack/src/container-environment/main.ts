import { existsSync, writeFileSync } from 'node:fs';
import { writePartnerFiles } from '../data/partner-files.js';
import { containerEnvironment } from './container-environment.js';

const [variables, registry, privateKeys] = process.argv.slice(2);
if (variables === undefined || registry === undefined || privateKeys === undefined) {
  process.stderr.write('Say into which files variables, partners and their private keys go.\n');
  process.exit(1);
}
const now = Date.now();
if (!existsSync(registry)) writePartnerFiles({ registry, privateKeys }, now);
if (!existsSync(variables)) writeFileSync(variables, containerEnvironment(now), { mode: 0o600 });
