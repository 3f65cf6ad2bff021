import { createHash } from 'node:crypto';
import type { DecisionRequest } from '#contracts/http/decision.schema.js';
import type { PatientIdentity } from '#contracts/http/patient.schema.js';
import { decisionRule, meaningOf } from '#domain/decisions/decision-table.js';
import { signedHash } from '#signatures/signed-hash.js';
import type { PlannedDecision } from '../story/decisions.js';
import type { JourneyStatus } from '../story/journey-status.js';
import type { Accounts } from './accounts.js';
import type { CoordinatorApi, DecisionEnd } from './coordinator-api.js';

/** Takes the decisions that the people at a journey's site want, signed where the decision table asks for it. */
export class DecisionMaker {
  constructor(
    private readonly api: Pick<CoordinatorApi, 'decide' | 'recordIdentity'>,
    private readonly accounts: Pick<Accounts, 'recordToken'>,
  ) {}

  /**
   * Takes a decision; `attempt` tells a new try after a refusal from a repetition, which is answered as the first.
   * @throws UnavailableError: it is unknown whether the decision was taken, and safe to take it again.
   */
  async take(
    decision: PlannedDecision,
    { journeyId, sites }: JourneyStatus,
    attempt: number,
  ): Promise<DecisionEnd> {
    const { type, basis } = decision;
    const data = decision.data as DecisionRequest['data'];
    const people = peopleFor(type, sites.treating);
    const [first] = people;
    if (first === undefined) return { outcome: 'unknown-decision', version: undefined };
    const signature = await this.signatures(decision, journeyId, people);
    const body: DecisionRequest = {
      type,
      data,
      basis,
      ...(signature.length === 0 ? {} : { signature }),
    };
    return this.api.decide(first, journeyId, body, keyOf(decision, journeyId, attempt));
  }

  /** Records who the patient of a referred journey is, as the coordinator of the site. @throws UnavailableError */
  async introduce(
    patient: PatientIdentity,
    { journeyId, sites }: Pick<JourneyStatus, 'journeyId' | 'sites'>,
  ): Promise<void> {
    const account = `coordinator-${sites.treating}`;
    const data = { reason: 'referred', patient };
    const meaning = 'approved';
    const hash = signedHash({ journeyId, type: 'patient.identity', data, basis: null, meaning });
    const idToken = await this.accounts.recordToken(account, hash);
    await this.api.recordIdentity(account, journeyId, { ...data, signature: { idToken, meaning } });
  }

  private async signatures(
    { type, data, basis }: PlannedDecision,
    journeyId: string,
    people: readonly string[],
  ): Promise<{ idToken: string; meaning: NonNullable<ReturnType<typeof meaningOf>> }[]> {
    const meaning = meaningOf(type, data);
    if (decisionRule(type)?.signed !== true || meaning === null) return [];
    const hash = signedHash({ journeyId, type, data, basis, meaning });
    return Promise.all(
      people.map(async (account) => ({
        idToken: await this.accounts.recordToken(account, hash),
        meaning,
      })),
    );
  }
}

/** The accounts that take a decision at a site: of the first role that may, as many as it needs. */
export function peopleFor(type: string, siteId: string): readonly string[] {
  const rule = decisionRule(type);
  const [role] = rule?.roles ?? [];
  if (rule === undefined || role === undefined) return [];
  const posts = rule.persons === 1 ? [role] : [role, `${role}-2`];
  return posts.map((post) => `${post}-${siteId}`);
}

/** The same for the same decision on the same occasion and ground, also after a restart. */
export function keyOf(
  { type, occasion, basis, data }: PlannedDecision,
  journeyId: string,
  attempt: number,
): string {
  const what = JSON.stringify([journeyId, type, occasion, basis, data, attempt]);
  return `simulator-${createHash('sha256').update(what).digest('hex')}`;
}
