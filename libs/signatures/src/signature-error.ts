/** Why a signature does not count. */
export type SignatureFault =
  | 'signature-missing'
  | 'signature-unexpected'
  | 'token-invalid'
  | 'token-for-other-record'
  | 'authentication-too-old'
  | 'token-used'
  | 'other-person'
  | 'same-person-twice'
  | 'wrong-meaning'
  | 'signature-forged';

const text: Readonly<Record<SignatureFault, string>> = {
  'signature-missing': 'the record must be signed',
  'signature-unexpected': 'the record takes no signature, or fewer of them',
  'token-invalid': 'the identity token is not valid for signing here',
  'token-for-other-record': 'the identity token was made for another record',
  'authentication-too-old': 'the person authenticated more than two minutes ago',
  'token-used': 'the identity token has signed already',
  'other-person': 'none of the signatures is that of the caller',
  'same-person-twice': 'two signatures are needed from two people',
  'wrong-meaning': 'the signature does not mean what this record needs',
  'signature-forged': 'the stored signature does not match its record or its key',
};

/** A signature that does not count; `code` says why. It never carries a token. */
export class SignatureError extends Error {
  constructor(readonly code: SignatureFault) {
    super(text[code]);
    this.name = 'SignatureError';
  }
}
