import type { ProjectionStopped } from '#contracts/http/elements.schema.js';
import type { Instant } from '#domain/time/instant.js';

/** Where the projection of a journey stopped: the last version that is shown and the time of its record. */
export type Stopped = { readonly version: number; readonly asOf: Instant };

/** What tells people that a journey is shown as it was earlier, because its next record cannot be trusted. */
export function gapOf({ version }: Pick<Stopped, 'version'>): ProjectionStopped {
  return {
    kind: 'projection-stopped',
    about: 'journal',
    missing: [`version ${version + 1}`],
    text:
      'This is not the present state. What happened later is recorded and not shown here: ' +
      'ask the people concerned before you act, and tell operations.',
  };
}
