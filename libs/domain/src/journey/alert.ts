import type { DetailOf } from './record-detail.js';
import { type RecordDraft, system } from './record.js';

/** The record that alerts people to something, once per kind and subject. */
export function alertRaised(
  kind: string,
  about: string,
  severity: 'immediate' | 'today',
): RecordDraft {
  const detail: DetailOf['alert.raised'] = { alertId: `${kind}/${about}`, kind, severity, about };
  return { type: 'alert.raised', actor: system, detail };
}
