import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Message, positionOf } from '../evidence/message.js';
import { Findings, type Invariant } from './findings.js';

type Key = {
  readonly kid: string;
  readonly publicKey: { readonly kty: string; readonly crv: string; readonly x: string };
  readonly validFrom: string;
  readonly validUntil?: string;
};

/** What of a registered partner says how its events are signed. */
export type Signer = {
  readonly source: string;
  readonly signaturePolicy: 'required' | 'optional';
  readonly keys: readonly Key[];
};

/** What partners sent and what of it became a dead letter. */
export type SignatureEvidence = {
  readonly inbound: readonly Message[];
  readonly deadLetters: readonly Message[];
  /** Whether the inspection may expect this message to have come to its end. */
  readonly isDue: (message: Message) => boolean;
  readonly signers: readonly Signer[];
};

/** The partners of a registry file; nobody without one. */
export function signersIn(file: string | undefined): readonly Signer[] {
  if (file === undefined) return [];
  return (parse(readFileSync(file, 'utf8')) as { readonly partners: readonly Signer[] }).partners;
}

type Judgement = 'good' | 'bad-signature' | 'expired-key';

/** Whether what was taken was signed by who says it, and what was refused for its signature was not. */
export function checkEventSignatures(evidence: SignatureEvidence): Invariant {
  const findings = new Findings('every event taken is signed by its sender', 'signatures');
  const reasons = new Map(
    evidence.deadLetters.map(({ headers }) => [
      `${headers['origin-topic']}/${headers['origin-partition']}/${headers['origin-offset']}`,
      headers['reason'],
    ]),
  );
  const signers = new Map(evidence.signers.map((signer) => [signer.source, signer]));
  for (const message of evidence.inbound.filter(evidence.isDue)) {
    const signer = signers.get(sourceOf(message));
    if (signer === undefined) continue;
    const at = positionOf(message);
    const reason = reasons.get(at);
    const judgement = judge(message, signer);
    findings.saw(message.headers['signature'] === undefined ? 'unsigned' : 'signatures');
    if (judgement !== 'good') findings.saw(judgement);
    findings.expect(
      reason !== undefined || judgement === 'good',
      () => `${at} is taken with ${judgement}`,
    );
    findings.expect(
      (reason !== 'bad-signature' && reason !== 'expired-key') || reason === judgement,
      () => `${at} is refused for ${reason}, but its signature is ${judgement}`,
    );
  }
  return findings.conclude();
}

function sourceOf({ value }: Message): string {
  try {
    const { source } = JSON.parse(String(value)) as { readonly source?: unknown };
    return typeof source === 'string' ? source : '';
  } catch {
    return '';
  }
}

function judge({ value, headers, timestamp }: Message, signer: Signer): Judgement {
  const { signature } = headers;
  if (signature === undefined) {
    return signer.signaturePolicy === 'optional' ? 'good' : 'bad-signature';
  }
  const parts = signature.split('.');
  const [header = '', payload, mac = ''] = parts;
  if (parts.length !== 3 || payload !== '') return 'bad-signature';
  const { alg, kid, ...others } = headerOf(header);
  const key = signer.keys.find((one) => one.kid === kid);
  if (alg !== 'EdDSA' || key === undefined || 'crit' in others) return 'bad-signature';
  const signed = Buffer.from(`${header}.${(value ?? Buffer.alloc(0)).toString('base64url')}`);
  if (!verify(null, signed, publicKeyOf(key), Buffer.from(mac, 'base64url'))) {
    return 'bad-signature';
  }
  // What the installation replayed is judged as of when it first came.
  const first = headers['original-append-time'];
  const came = first === undefined ? timestamp : Date.parse(first);
  const isOver = key.validUntil !== undefined && came >= Date.parse(key.validUntil);
  return came < Date.parse(key.validFrom) || isOver ? 'expired-key' : 'good';
}

function headerOf(part: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const publicKeys = new Map<string, KeyObject>();

function publicKeyOf({ publicKey: { kty, crv, x } }: Key): KeyObject {
  const known = publicKeys.get(x) ?? createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
  publicKeys.set(x, known);
  return known;
}
