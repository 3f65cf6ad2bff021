import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { productPages } from './product-pages.js';

const folder = join('docs', 'products');

mkdirSync(folder, { recursive: true });
for (const [file, page] of productPages()) writeFileSync(join(folder, file), page);
