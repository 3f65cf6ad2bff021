import type { Caller } from '#access/caller.js';
import {
  type DecisionAnswer,
  decisionData,
  type DecisionRequest,
} from '#contracts/http/decision.schema.js';
import type { DecisionCommand, DecisionOutcome } from '#domain/decisions/decision-command.js';
import {
  type DecisionRule,
  decisionRule,
  type DecisionType,
  meaningOf,
} from '#domain/decisions/decision-table.js';
import type { JourneyState } from '#domain/journey/state.js';
import { toInstant } from '#domain/time/instant.js';
import { NoPartnersError, type PartnerRegistry } from '#partners/registry.js';
import { arrangementFor } from '#products/arrangement.js';
import { contentHash } from '../http/idempotency-key.js';
import { parsed } from '../http/parsed.js';
import type { JourneyWorkflows } from '../journeys/journey-workflows.js';
import type { KnownJourney, KnownJourneys } from '../journeys/known-journeys.js';
import { ProblemError } from '../problems/problem-error.js';
import { problemOf } from '../problems/problem-of.js';
import type { DecisionAttempts } from './decision-attempts.js';
import { answerOf, isOutdated } from './decision-answer.js';
import { type DecisionGround, decisionGround } from './decision-ground.js';
import type { Signatures } from './signing.js';

/** What deciding depends on; `now` is journey time in epoch milliseconds. */
export type DecisionPorts = {
  readonly known: KnownJourneys;
  readonly workflows: JourneyWorkflows;
  readonly attempts: DecisionAttempts;
  readonly signatures: Signatures;
  readonly registry: PartnerRegistry;
  readonly now: () => number;
};

type Asked = {
  readonly journey: KnownJourney;
  readonly request: DecisionRequest;
  readonly rule: DecisionRule;
  readonly role: string;
  readonly keyHash: string;
};

/** Takes decisions to their journeys, once per idempotency key. */
export class DecisionService {
  constructor(private readonly ports: DecisionPorts) {}

  /** @throws ProblemError, SignatureError */
  async decide(
    caller: Caller,
    journeyId: string,
    idempotencyKey: string,
    request: DecisionRequest,
  ): Promise<DecisionAnswer> {
    const journey = await this.ports.known.visible(caller, journeyId);
    const rule = decisionRule(request.type);
    if (rule === undefined) throw new ProblemError('unknown-decision');
    const keyHash = contentHash([caller.subject, journeyId, idempotencyKey]);
    const held = rule.roles.find((role) => journey.roles.includes(role));
    const attempt = await this.ports.attempts.begin({
      subject: caller.subject,
      role: held ?? journey.roles.join(','),
      journeyId,
      type: request.type,
      keyHash,
    });
    if (held === undefined) {
      await this.ports.attempts.end(attempt, 'forbidden');
      throw notTheirs(rule, journey);
    }
    const asked = { journey, request, rule, role: held, keyHash };
    const outcome = await this.onRecord(attempt, () => this.outcomeOf(caller, asked));
    return answerOf(
      outcome,
      isOutdated(outcome) ? await this.groundOf(journeyId, request.type) : undefined,
    );
  }

  private async groundOf(journeyId: string, type: string): Promise<DecisionGround | undefined> {
    const { workflows, known, now } = this.ports;
    const state = (await workflows.state(journeyId)) ?? (await known.projected(journeyId));
    return state === undefined ? undefined : decisionGround(state, type, toInstant(now()));
  }

  private async onRecord(
    attempt: number,
    decide: () => Promise<DecisionOutcome>,
  ): Promise<DecisionOutcome> {
    try {
      const outcome = await decide();
      await this.ports.attempts.end(attempt, outcome.outcome);
      return outcome;
    } catch (error) {
      await this.ports.attempts.end(attempt, problemOf(error).code);
      throw error;
    }
  }

  private async outcomeOf(caller: Caller, asked: Asked): Promise<DecisionOutcome> {
    const { journey, request, keyHash } = asked;
    const { journeyId } = journey;
    const command = await this.command(caller, asked);
    const updateId = contentHash([keyHash, command.bodyHash]);
    return (
      (await this.ports.workflows.decide(journeyId, command, updateId)) ??
      this.withoutWorkflow(journeyId, request.type, command)
    );
  }

  private async command(caller: Caller, asked: Asked): Promise<DecisionCommand> {
    const { journey, request, rule, role, keyHash } = asked;
    const { type, data, basis = null, signature = [] } = request;
    parsed(decisionData[type as DecisionType], data, 'invalid-body', '/data');
    const given = Array.isArray(signature) ? signature : [signature];
    const signatures = await this.ports.signatures.issue(caller, given, {
      record: { journeyId: journey.journeyId, type, data, basis },
      rule,
      meaning: meaningOf(type, data),
      sites: journey.sites,
      usedFor: keyHash,
    });
    return {
      type,
      // As it was signed: what the schema would tidy up is left for the protocol to judge.
      data,
      basis,
      actor: { id: caller.subject, name: caller.name, role },
      signatures,
      ...this.arrangement(journey.state, request),
      keyHash,
      // Without the tokens: who has to sign anew to repeat a request repeats the same request.
      bodyHash: contentHash([type, data, basis, given.map(({ meaning }) => meaning)]),
    };
  }

  /** The rules and parties that a decision brings along, as they are registered and in force today. */
  private arrangement(
    state: JourneyState | undefined,
    { type, data }: DecisionRequest,
  ): Pick<DecisionCommand, 'arrangement'> {
    if (state === undefined) return {};
    const { registry, now } = this.ports;
    const arrangement = arrangementFor({ type, data }, state, {
      siteById: (id) => registry.siteById(id),
      partnersFor: (siteId, product) => partnersOrNone(registry, siteId, product),
      date: toInstant(now()),
    });
    return arrangement === undefined ? {} : { arrangement };
  }

  /** A closed journey answers what it answered before, from the read model; nothing new but that it is opened again. */
  private async withoutWorkflow(
    journeyId: string,
    type: string,
    command: DecisionCommand,
  ): Promise<DecisionOutcome> {
    const { keyHash, bodyHash } = command;
    const state: JourneyState | undefined = await this.ports.known.projected(journeyId);
    const receipt = state?.receipts[keyHash];
    if (receipt !== undefined && receipt.bodyHash === bodyHash) {
      return receipt.outcome as DecisionOutcome;
    }
    if (receipt !== undefined) throw new ProblemError('idempotency-key-reused');
    if (state === undefined || state.stage !== 'closed') throw new ProblemError('no-worker');
    if (type === 'reopen-journey') {
      // The read model may be a record behind; the last run is not, for as long as Temporal remembers it.
      const last = (await this.ports.workflows.state(journeyId)) ?? state;
      return this.ports.workflows.reopen(last, command);
    }
    throw new ProblemError('journey-closed', {
      detail: `Its outcome is ${state.outcome?.outcome ?? 'recorded'}; ${type} is no longer possible.`,
      version: state.sequence,
    });
  }
}

function partnersOrNone(registry: PartnerRegistry, siteId: string, product: string) {
  try {
    return registry.partnersFor(siteId, product);
  } catch (error) {
    if (error instanceof NoPartnersError) return undefined;
    throw error;
  }
}

function notTheirs(rule: DecisionRule, { roles }: KnownJourney): ProblemError {
  return new ProblemError('forbidden', {
    detail: `This is decided by: ${rule.roles.join(', ')}. You are here as: ${roles.join(', ')}.`,
  });
}
