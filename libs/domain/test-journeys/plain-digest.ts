import type { Digest } from '../src/journey/record.js';

/** 64 hex characters that differ for different texts; quick, and no protection against anybody. */
function hash(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 0x85ebca6b);
    b = Math.imul(b ^ unit, 0xc2b2ae35);
  }
  return Array.from({ length: 8 }, (_, lane) => {
    const mixed = Math.imul(a ^ (b >>> (lane + 3)), 0x27d4eb2f) ^ Math.imul(b + lane, 0x165667b1);
    return (mixed >>> 0).toString(16).padStart(8, '0');
  }).join('');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => [name, sorted(field)]),
  );
}

/** A hash and a canonical form without any package; where the real ones matter a test brings them itself. */
export const plainDigest: Digest = {
  hash,
  canonical: (value) => JSON.stringify(sorted(value)),
};
