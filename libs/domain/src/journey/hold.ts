import type { DetailOf } from './record-detail.js';
import { type RecordDraft, system } from './record.js';
import type { HoldKind } from './vocabulary.js';

function hold(
  type: 'hold.placed' | 'hold.lifted',
  kind: HoldKind,
  about: string | null,
  actor: RecordDraft['actor'] = system,
): RecordDraft {
  return { type, actor, detail: { kind, about } satisfies DetailOf['hold.placed'] };
}

/** The record that places a hold. */
export const holdPlaced = hold.bind(null, 'hold.placed');
/** The record that lifts a hold. */
export const holdLifted = hold.bind(null, 'hold.lifted');
