import { Findings, type Invariant } from './findings.js';

/** Something that was searched, with how often a marker of identity was found in it. */
export type Searched = {
  readonly place: string;
  /** How much was searched, in bytes where that is known, else in rows. */
  readonly amount: number;
  readonly unit: 'bytes' | 'rows';
  readonly found: number;
};

/** The words that every invented identity carries. */
export const markers = ['Canary', 'CANARY-'] as const;

/** The marker as it stands in base64 text, for each of its three alignments, without the characters that neighbours share. */
function base64Forms(marker: string): readonly string[] {
  return [0, 1, 2].map((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(marker)]);
    const whole = Math.floor((bytes.length * 8) / 6);
    const first = Math.ceil((shift * 8) / 6);
    return bytes.toString('base64').slice(first, whole);
  });
}

/** Every text to look for: the markers in the clear and in base64. */
export const traces: readonly string[] = [...markers, ...markers.flatMap(base64Forms)];

const bytes = traces.map((trace) => Buffer.from(trace));

/** How many traces of identity a piece of bytes holds, each counted once. */
export function tracesIn(piece: Buffer): number {
  return bytes.filter((trace) => piece.includes(trace)).length;
}

/** Whether no place holds identity in the clear. */
export function checkIdentity(searched: readonly Searched[]): Invariant {
  const findings = new Findings('no identity stands in the clear', 'places');
  for (const { place, amount, unit, found } of searched) {
    if (amount > 0) findings.saw('places');
    findings.saw(unit, amount);
    findings.expect(found === 0, () => `${place} holds identity ${found} times`);
  }
  return findings.conclude();
}
