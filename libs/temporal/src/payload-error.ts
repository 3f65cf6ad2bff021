/** A payload that cannot be read: its key is not on the ring, or it is not what was encrypted. */
export class PayloadError extends Error {
  constructor(
    readonly code: 'payload-key-unknown' | 'payload-unreadable',
    readonly keyId: string,
  ) {
    super(`${explanations[code]} (key ${keyId || 'not named'})`);
    this.name = 'PayloadError';
  }
}

const explanations = {
  'payload-key-unknown':
    'a payload was encrypted with a key that is not on the ring: put it back behind the others',
  'payload-unreadable': 'a payload is altered, or its key is another of the same name',
} as const;
