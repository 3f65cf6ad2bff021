import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { EncryptingCodec } from './payload-codec.js';
import { type PayloadKey, PayloadKeyRing } from './payload-key-ring.js';

/**
 * The module that turns failures into payloads, for whoever bundles workflows. It has no ending: the built file, a
 * test's source and the bundler each find their own.
 */
export const failureConverterPath = fileURLToPath(new URL('./failure-converter', import.meta.url));

/** How values and failures are written for Temporal, with these keys; the newest first. */
export function dataConverterOf(keys: readonly PayloadKey[]): DataConverter {
  return {
    failureConverterPath,
    payloadCodecs: [new EncryptingCodec(new PayloadKeyRing(keys))],
  };
}
