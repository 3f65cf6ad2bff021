import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { decrypt, encrypt } from './encryption.js';

const keyBytes = 32;

function derived(installationKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', installationKey, '', `vein-to-vein/${purpose}`, keyBytes));
}

/** The keys of an installation's vault, each derived from its one key for one purpose. */
export class VaultKeys {
  private readonly wrapping: Buffer;
  private readonly indexing: Buffer;
  private readonly naming: Buffer;
  private readonly sealing: Buffer;

  /** @param installationKey 32 random bytes; losing it loses every identity. */
  constructor(installationKey: Buffer) {
    if (installationKey.length !== keyBytes) throw new RangeError('the vault key has 32 bytes');
    this.wrapping = derived(installationKey, 'patient-keys');
    this.indexing = derived(installationKey, 'blind-index');
    this.naming = derived(installationKey, 'note-ids');
    this.sealing = derived(installationKey, 'messages');
  }

  /** A new random key for one patient, wrapped for storage. */
  newPatientKey(journeyId: string): { readonly key: Buffer; readonly wrapped: Buffer } {
    const key = randomBytes(keyBytes);
    return { key, wrapped: encrypt(this.wrapping, key, `patient-key/${journeyId}`) };
  }

  /** The patient's key from its wrapped form. @throws VaultError */
  patientKey(journeyId: string, wrapped: Buffer): Buffer {
    return decrypt(this.wrapping, wrapped, `patient-key/${journeyId}`);
  }

  /** What a value is found by without being kept: its keyed hash. */
  blindDigest(kind: string, value: string): string {
    return createHmac('sha256', this.indexing).update(`${kind}\n${value}`).digest('hex');
  }

  /** The id of a note, the same for the same parts and telling nothing about them. */
  noteId(...parts: readonly string[]): string {
    const name = createHmac('sha256', this.naming).update(JSON.stringify(parts)).digest('hex');
    return `note-${name.slice(0, 32)}`;
  }

  /** A partner's message as it may be kept outside the vault: a note in it can say who the patient is. */
  sealMessage(about: string, message: Buffer): Buffer {
    return encrypt(this.sealing, message, `message/${about}`);
  }

  /** What `sealMessage` sealed about the same. @throws VaultError `unreadable` */
  openMessage(about: string, sealed: Buffer): Buffer {
    return decrypt(this.sealing, sealed, `message/${about}`);
  }
}
