import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { protocolPage } from './protocol-page.js';

const folder = join('docs', 'protocol');

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'README.md'), protocolPage());
