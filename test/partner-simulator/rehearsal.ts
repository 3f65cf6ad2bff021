import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { decodeInboundEvent } from '#contracts/inbound/decode-inbound-event.js';
import { deadlinesOf } from '#domain/deadlines/deadlines.js';
import { wakesAt } from '#domain/deadlines/steps.js';
import { decisionRule, meaningOf } from '#domain/decisions/decision-table.js';
import type { DecisionOutcome } from '#domain/decisions/decision-command.js';
import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import { enrol, react, type Reaction, reactToDecision } from '#domain/journey/react.js';
import type { DetailOf } from '#domain/journey/record-detail.js';
import type { Digest, JournalRecord } from '#domain/journey/record.js';
import { isInfused, type JourneyState } from '#domain/journey/state.js';
import type { Stage } from '#domain/journey/vocabulary.js';
import { statusOf } from '#domain/status/journey-status.js';
import { earliest, type Instant, toInstant } from '#domain/time/instant.js';
import { isPermitted, type PartnerRegistry } from '#partners/registry.js';
import type { RuleSlice } from '#products/products.js';
import { Agenda } from '../../apps/partner-simulator/src/agenda/agenda.js';
import {
  type DisturbanceRates,
  undisturbed,
} from '../../apps/partner-simulator/src/agenda/disturbances.js';
import { ownPersona } from '../../apps/partner-simulator/src/journeys/persona.js';
import { SimulatedJourney } from '../../apps/partner-simulator/src/journeys/simulated-journey.js';
import { castOf } from '../../apps/partner-simulator/src/network/cast.js';
import { resolveCalendar } from '../../apps/treatment-worker/src/activities/resolve-calendar.js';
import { toCloudEvent } from '../../apps/partner-simulator/src/publishing/cloud-event.js';
import {
  mayRipen,
  type PlannedDecision,
} from '../../apps/partner-simulator/src/story/decisions.js';
import type { PartnerRequest } from '../../apps/partner-simulator/src/story/partner-request.js';
import type { SimulatedPatient } from '../../apps/partner-simulator/src/story/patient.js';
import { hours, type PlannedEvent } from '../../apps/partner-simulator/src/story/planned-event.js';
import { enrolmentOf, rulesOf } from './enrolment-of.js';
import type { Waiting } from './stage-plan.js';

const digest: Digest = {
  hash: (text) => createHash('sha256').update(text).digest('hex'),
  canonical: (value) => canonicalize(value) ?? '',
};

const lookAgainMs = hours(6);
const mostDecisionsInARow = 20;

/** How often the same decision is tried again after it was refused, before the journey counts as stuck. */
const mostRefusals = 20;

/** How a rehearsed journey went. */
export type Performance = {
  readonly state: JourneyState;
  readonly records: readonly JournalRecord[];
  readonly decisions: readonly {
    readonly at: Instant;
    readonly type: string;
    readonly outcome: DecisionOutcome['outcome'];
    readonly code?: string;
  }[];
  readonly events: readonly PlannedEvent[];
  /** Why it did not come further; null when it is closed or reached the stage it was played to. */
  readonly stuck: string | null;
};

/** What a rehearsal needs. */
export type Script = {
  readonly seed: number;
  readonly patient: SimulatedPatient;
  readonly registry: PartnerRegistry;
  readonly plans: ReadonlyMap<Stage, readonly Waiting[]>;
  readonly rates?: Partial<Omit<DisturbanceRates, 'invalid'>>;
  readonly from?: Instant;
  /** How long everything is under way, in journey milliseconds: what a demonstration's scale makes of seconds. */
  readonly lagMs?: number;
  /** Played until this stage is entered, or to the end. */
  readonly until?: Stage;
};

/** Plays the journey of a patient from enrolment on. */
export function rehearse(script: Script): Promise<Performance> {
  return new Rehearsal(script).play();
}

class Rehearsal {
  private now: Instant;
  private state: JourneyState;
  private readonly rules: RuleSlice;
  private readonly records: JournalRecord[] = [];
  private readonly decisions: Performance['decisions'][number][] = [];
  private readonly events: PlannedEvent[] = [];
  private readonly agenda: Agenda;
  private readonly known: SimulatedJourney;
  private readonly lagMs: number;
  private refusals = { what: '', count: 0 };
  private looked = { version: 0, again: false, at: 0 };

  constructor(private readonly script: Script) {
    const { seed, patient, registry, rates } = script;
    this.lagMs = script.lagMs ?? 0;
    this.now = script.from ?? '2026-03-02T09:00:00.000Z';
    this.rules = rulesOf(patient, this.now, registry);
    const serial = createHash('sha256').update(`${seed}/${patient.index}`).digest();
    const journeyId = journeyIdentifier(serial);
    this.agenda = new Agenda(seed, { ...undisturbed, ...rates });
    this.known = new SimulatedJourney(
      ownPersona(seed, patient, journeyId),
      castOf(registry, this.rules),
      this.rules.lymphodepletion.regimens[0]?.id ?? '',
    );
    const begun = enrol(
      enrolmentOf(patient, { journeyId, rules: this.rules, at: this.now }, registry),
      this.now,
      digest,
    );
    this.state = begun.state;
    this.records.push(...begun.records);
  }

  async play(): Promise<Performance> {
    let stuck: string | null = null;
    while (!this.isOver()) {
      await this.work();
      if (this.isOver()) break;
      const next = this.nextInstant();
      if (next === undefined || next === this.now || this.refusals.count >= mostRefusals) {
        stuck = this.explain();
        break;
      }
      this.now = next;
    }
    const { state, records, decisions, events } = this;
    return { state, records, decisions, events, stuck };
  }

  private isOver(): boolean {
    return this.state.stage === 'closed' || this.state.stage === this.script.until;
  }

  /** Everything that happens at this instant: time, partners, workflow, people, until all is quiet. */
  private async work(): Promise<void> {
    let sequence: number;
    do {
      if (this.refusals.count >= mostRefusals) return;
      sequence = this.state.sequence;
      this.take(react(this.state, { kind: 'time-passed', graceMs: 0 }, this.now, digest));
      for (const { event } of this.agenda.due(Date.parse(this.now) - this.lagMs))
        this.deliver(event);
      this.runStage();
      await this.resolveCalendar();
      this.decide();
    } while (this.state.sequence !== sequence);
  }

  private runStage(): void {
    const plan = this.script.plans.get(this.state.stage) ?? [];
    const { stage } = this.state;
    for (const { gate, asking } of plan) {
      if (this.state.stage !== stage) return;
      for (const type of asking) {
        this.take(react(this.state, { kind: 'request', type }, this.now, digest));
      }
      const since = Date.parse(this.state.stageSince);
      const isPassed = (): boolean =>
        this.state.openedGates.some((one) => one.gate === gate && Date.parse(one.at) >= since);
      if (isPassed()) continue;
      this.take(react(this.state, { kind: 'pass-gate', gate }, this.now, digest));
      if (!isPassed()) return;
    }
  }

  private async resolveCalendar(): Promise<void> {
    if (!isInfused(this.state) || this.state.calendar !== null) return;
    const infusedAt = earliest(this.state.infusions.map((one) => one.startedAt ?? undefined));
    const { followUp, monitoring } = this.rules;
    const resolved = await resolveCalendar({
      anchor: infusedAt ?? this.now,
      zone: this.state.enrolment.zone,
      windows: monitoring.windows,
      ...followUp,
    });
    this.take(react(this.state, { kind: 'calendar-resolved', resolved }, this.now, digest));
  }

  private decide(): void {
    for (let count = 0; this.state.stage !== 'closed' && this.isWorthALook(); count += 1) {
      const status = statusOf(this.state, this.now, digest);
      this.looked = { version: status.version, again: mayRipen(status), at: Date.parse(this.now) };
      const decision = this.known.decisionOn(status);
      if (decision === null) return;
      if (count === mostDecisionsInARow) throw new Error(`decides ${decision.type} for ever`);
      const outcome = this.submit(decision);
      if (outcome !== 'accepted') return;
      this.runStage();
    }
  }

  private isWorthALook(): boolean {
    if (this.state.stage === 'follow-up') return false;
    const { version, again, at } = this.looked;
    const isNew = version !== this.state.sequence;
    const since = Date.parse(this.now) - at;
    const { leavesAt } = this.known;
    const leaves = leavesAt !== undefined && at < leavesAt && Date.parse(this.now) >= leavesAt;
    return leaves || (isNew && since >= this.lagMs) || (again && since >= lookAgainMs);
  }

  private submit(decision: PlannedDecision): DecisionOutcome['outcome'] {
    const { type, data, basis } = decision;
    const rule = decisionRule(type);
    const role = rule?.roles[0] ?? 'physician';
    const signatures = Array.from({ length: rule?.signed === true ? rule.persons : 0 }, (_, n) => ({
      subject: `${role}-${n}`,
      printedName: role,
      meaning: meaningOf(type, data) ?? '',
      signedAt: this.now,
      jws: '',
    }));
    const key = digest.hash(`${type}/${decision.occasion}/${basis}/${this.state.sequence}`);
    const reaction = reactToDecision(
      this.state,
      {
        type,
        data,
        basis,
        actor: { id: `${role}-0`, name: role, role },
        signatures,
        keyHash: key,
        bodyHash: key,
      },
      this.now,
      digest,
    );
    this.take(reaction);
    const { outcome } = reaction;
    const code = 'code' in outcome ? { code: outcome.code } : {};
    this.decisions.push({ at: this.now, type, outcome: outcome.outcome, ...code });
    this.count(`${type} ${code.code ?? ''}`, outcome.outcome);
    return outcome.outcome;
  }

  private count(what: string, outcome: DecisionOutcome['outcome']): void {
    const isAgain = outcome !== 'accepted' && this.refusals.what === what;
    this.refusals = {
      what,
      count: outcome === 'accepted' ? 0 : isAgain ? this.refusals.count + 1 : 1,
    };
  }

  /** As the intake would: only what decodes and is permitted reaches the journey. */
  private deliver(planned: PlannedEvent): void {
    const decoded = decodeInboundEvent(Buffer.from(JSON.stringify(toCloudEvent(planned))));
    if (!decoded.ok) throw new Error(`${planned.type} ${decoded.reason} ${decoded.detail}`);
    const partner = this.script.registry.partnerBySource(planned.source);
    if (partner === undefined || !isPermitted(partner, planned.topic, planned.type)) {
      throw new Error(`${planned.source} may not publish ${planned.type} on ${planned.topic}`);
    }
    this.events.push(planned);
    const { subject: _, ...event } = decoded.event;
    this.take(react(this.state, { kind: 'receive', event }, this.now, digest));
  }

  private take(reaction: Reaction): void {
    this.state = reaction.state;
    this.records.push(...reaction.records);
    for (const record of reaction.records) {
      if (record.type === 'request.sent') this.ask(record);
    }
    if (this.state.stage === 'closed') {
      this.agenda.endBy(this.state.journeyId, Date.parse(this.now));
    }
  }

  private ask(record: JournalRecord): void {
    const { type, requestId, partnerId, dueAt, data } = record.data
      .detail as DetailOf['request.sent'];
    const request: PartnerRequest = {
      id: requestId,
      type,
      subject: this.state.journeyId,
      time: record.time,
      partnerId,
      data: { ...data, requestId, dueAt, coi: this.state.journeyId },
    };
    const withdrawn = data['withdraws'];
    if (typeof withdrawn === 'string') this.agenda.withdraw(withdrawn, Date.parse(record.time));
    const kind = this.script.registry.partnerById(partnerId)?.kind;
    if (kind === undefined) throw new Error(`${partnerId} is no partner`);
    this.agenda.plan(this.known.answer(kind, request));
  }

  private nextInstant(): Instant | undefined {
    const wake = wakesAt(this.state, this.now, 0);
    const { nextAt } = this.agenda;
    const after = Date.parse(this.now);
    const candidates = [
      wake === undefined ? undefined : Date.parse(wake),
      nextAt === undefined ? undefined : nextAt + this.lagMs,
      ...this.nextLooks(),
    ].filter((at) => at !== undefined);
    return candidates.length === 0
      ? undefined
      : toInstant(Math.max(after, Math.min(...candidates)));
  }

  private nextLooks(): readonly (number | undefined)[] {
    if (this.state.stage === 'follow-up') return [];
    const { again, at, version } = this.looked;
    const { leavesAt } = this.known;
    const isAhead = leavesAt !== undefined && leavesAt > Date.parse(this.now);
    return [
      isAhead && !isInfused(this.state) ? leavesAt : undefined,
      again ? at + lookAgainMs : undefined,
      version === this.state.sequence ? undefined : at + this.lagMs,
    ];
  }

  private explain(): string {
    const { stage } = this.state;
    const unmet = statusOf(this.state, this.now, digest)
      .waitingFor.filter((one) => !one.met)
      .map((one) => `${one.requirement} (${one.owner}: ${one.text})`);
    const due = deadlinesOf(this.state).map((one) => one.name);
    const { what, count } = this.refusals;
    const refused = count >= mostRefusals ? `, ${what} is refused each time` : '';
    return `${stage} at ${this.now}${refused} waits for ${unmet.join('; ')}; due ${due.join(', ')}`;
  }
}
