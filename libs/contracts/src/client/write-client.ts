import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientTypes } from './client-types.js';

writeFileSync(join('libs', 'contracts', 'src', 'client', 'paths.ts'), await clientTypes());
