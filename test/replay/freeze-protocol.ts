import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protocolVersion } from '#domain/journey/journal.js';
import { projectRoot } from '../../apps/local-stack/src/project-root.js';
import { frozenProtocol } from './frozen-protocol.js';

const folder = join(projectRoot, 'workflows', 'released');
const name = `protocol-${protocolVersion}`;
const file = join(folder, `${name}.js`);
if (existsSync(file)) {
  throw new Error(`${name} is released and stays as it is: raise protocolVersion first`);
}
const declaration = `import type { Outcome } from '#domain/journey/vocabulary.js';
import type { JourneyInput } from '../journey/messages.js';

export declare function treatmentJourney(input: JourneyInput): Promise<Outcome>;
`;
await writeFile(file, await frozenProtocol());
await writeFile(join(folder, `${name}.d.ts`), declaration);
