import { type Caller, rolesFor } from '#access/caller.js';
import type { IdentityProvider } from '#access/identity-provider.js';
import type { Role } from '#access/role.js';
import { callerOf } from '#access/token-verifier.js';
import type { StepUpSignature } from '#contracts/http/signature.schema.js';
import type { DecisionRule } from '#domain/decisions/decision-table.js';
import type { Enrolment } from '#domain/journey/enrolment.js';
import type { UsedTokens } from '#register/used-tokens.js';
import {
  issueSignature,
  type RecordSignature,
  type SignatureKey,
} from '#signatures/record-signature.js';
import { SignatureError } from '#signatures/signature-error.js';
import { type SignedRecord, signedHash } from '#signatures/signed-hash.js';
import { type StepUp, tokenHash, verifyStepUp } from '#signatures/step-up.js';
import { ProblemError } from '../problems/problem-error.js';

/** What is signed and who may sign it; `usedFor` names the request, so that its repetition may show the tokens again. */
export type Signing = {
  readonly record: Omit<SignedRecord, 'meaning'>;
  readonly rule: Pick<DecisionRule, 'roles' | 'signed' | 'persons'>;
  readonly meaning: string | null;
  readonly sites: Enrolment['sites'];
  readonly usedFor: string;
};

/** What signing depends on. */
export type SigningPorts = {
  readonly provider: IdentityProvider;
  readonly key: SignatureKey;
  readonly tokens: UsedTokens;
};

/** A signature with the role in which it was given. */
export type SignatureInRole = RecordSignature & { readonly role: Role };

type Verified = StepUp & { readonly tokenHash: string; readonly at: number };

type Signer = Verified & { readonly role: Role };

/** Turns identity tokens made for one record into signatures that stay with it. */
export class Signatures {
  constructor(private readonly ports: SigningPorts) {}

  /**
   * Verifies every signature of a record, uses their tokens up and issues what the journal keeps.
   * @throws SignatureError, or ProblemError `forbidden` when a signer holds no role that may sign.
   */
  async issue(
    caller: Caller,
    given: readonly StepUpSignature[],
    signing: Signing,
  ): Promise<readonly SignatureInRole[]> {
    const { rule, meaning, record } = signing;
    if (!rule.signed || meaning === null) {
      if (given.length > 0) throw new SignatureError('signature-unexpected');
      return [];
    }
    if (given.length === 0) throw new SignatureError('signature-missing');
    if (given.length > rule.persons) throw new SignatureError('signature-unexpected');
    if (given.some((one) => one.meaning !== meaning)) throw new SignatureError('wrong-meaning');
    const hash = signedHash({ ...record, meaning });
    const verified = await this.verified(given, hash, signing.usedFor);
    const signers = signersOf(caller, verified, signing);
    await this.useUp(signers, signing.usedFor);
    return Promise.all(
      signers.map(async ({ subject, name, at, role }) => {
        const printed = { subject, printedName: name, meaning };
        const signedAt = new Date(at).toISOString();
        const payload = { signedHash: hash, ...printed, signedAt };
        return { ...(await issueSignature(this.ports.key, payload)), role };
      }),
    );
  }

  private async verified(
    given: readonly StepUpSignature[],
    hash: string,
    usedFor: string,
  ): Promise<readonly Verified[]> {
    const { provider } = this.ports;
    const issuer = { ...provider, audience: [provider.clientId, provider.audience] };
    return Promise.all(
      given.map(async ({ idToken }) => {
        const name = tokenHash(idToken);
        // A repeated request is judged as of when it was first made, and signs the same bytes.
        const usedAt = await this.ports.tokens.usedAt(name, usedFor);
        const at = usedAt === undefined ? Date.now() : Date.parse(usedAt);
        const stepUp = await verifyStepUp(issuer, idToken, { signedHash: hash, at });
        return { ...stepUp, tokenHash: name, at };
      }),
    );
  }

  private async useUp(verified: readonly Verified[], usedFor: string): Promise<void> {
    for (const { tokenHash: name, at, claims } of verified) {
      const expiresAt = new Date((claims.exp ?? 0) * 1_000).toISOString();
      const token = { tokenHash: name, usedFor, at: new Date(at).toISOString(), expiresAt };
      if (!(await this.ports.tokens.use(token))) throw new SignatureError('token-used');
    }
  }
}

/** Who signed, each with their own role: the caller, and in any order another person. */
function signersOf(
  caller: Caller,
  verified: readonly Verified[],
  { rule, sites }: Signing,
): readonly Signer[] {
  const subjects = verified.map(({ subject }) => subject);
  if (!subjects.includes(caller.subject)) throw new SignatureError('other-person');
  if (new Set(subjects).size < subjects.length) throw new SignatureError('same-person-twice');
  return verified.map((one) => {
    const held = rolesFor(one.subject === caller.subject ? caller : callerOf(one.claims), sites);
    const role = rule.roles.find((allowed) => held.includes(allowed));
    if (role !== undefined) return { ...one, role };
    throw new ProblemError('forbidden', {
      detail: `Whoever signs is one of: ${rule.roles.join(', ')} of this journey's sites.`,
    });
  });
}
