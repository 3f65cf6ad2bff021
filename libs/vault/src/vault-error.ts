/** Why the vault cannot give or take something. */
export type VaultFault = 'unreadable' | 'no-identity';

const text: Readonly<Record<VaultFault, string>> = {
  unreadable: 'the vault holds bytes that its key does not open',
  'no-identity': 'no identity is recorded for the journey',
};

/** A failure of the vault; it never carries what the vault keeps. */
export class VaultError extends Error {
  constructor(readonly code: VaultFault) {
    super(text[code]);
    this.name = 'VaultError';
  }
}
