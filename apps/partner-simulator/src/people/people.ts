import { setTimeout as after } from 'node:timers/promises';
import { stages } from '#domain/journey/vocabulary.js';
import type { Logger } from '#observability/logger.js';
import type { Agenda } from '../agenda/agenda.js';
import type { Journeys } from '../journeys/journeys.js';
import { simulatorMetrics } from '../simulator-metrics.js';
import { mayRipen, type PlannedDecision } from '../story/decisions.js';
import type { JourneyStatus } from '../story/journey-status.js';
import { Attention } from './attention.js';
import type { CoordinatorApi } from './coordinator-api.js';
import type { DecisionMaker } from './decision-maker.js';
import { UnavailableError } from './http.js';
import { inParallel } from './in-parallel.js';
import type { Pace } from './pace.js';

/** Nobody decides anything in follow-up: it ends by itself. */
const stagesWithDecisions = stages.filter((stage) => stage !== 'follow-up' && stage !== 'closed');

const journeysAtOnce = 4;
const patienceMs = 1_000;
const mostAttempts = 5;

/** What people depend on; `now` is journey time in epoch milliseconds. */
export type PeoplePorts = {
  readonly api: Pick<CoordinatorApi, 'journeys' | 'status'>;
  readonly decisions: Pick<DecisionMaker, 'take' | 'introduce'>;
  readonly journeys: Journeys;
  readonly agenda: Agenda;
  readonly now: () => number;
  readonly pace: Pace;
  readonly logger: Logger;
};

/** The people at all sites: they look at what has changed and decide what is theirs to decide. */
export class People {
  private readonly attention = new Attention();
  private readonly attempts = new Map<string, number>();
  private isApiAway = false;

  constructor(private readonly ports: PeoplePorts) {}

  /** Goes on until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const isDone = await this.round();
      const pause = isDone ? this.ports.pace.listMs : patienceMs;
      await after(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Looks once at everything that is worth it; false when the API could not be reached. */
  async round(): Promise<boolean> {
    const { api, logger } = this.ports;
    try {
      const open = await api.journeys(stagesWithDecisions);
      const worth = this.attention.worthALook(open, Date.now());
      const gone = this.attention.gone(open);
      await inParallel([...worth, ...gone], journeysAtOnce, (journeyId) => this.look(journeyId));
      if (this.isApiAway) logger.info('people can decide again');
      this.isApiAway = false;
      return true;
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      if (!this.isApiAway) logger.warn(`people wait: ${error.message}`);
      this.isApiAway = true;
      return false;
    }
  }

  private async look(journeyId: string): Promise<void> {
    const { api, journeys, agenda, now, pace } = this.ports;
    const status = await api.status(journeyId);
    if (status.outcome !== null) agenda.endBy(journeyId, now());
    if (!stagesWithDecisions.some((stage) => stage === status.stage)) return;
    const journey = await journeys.find(journeyId);
    if (!journey.isOwn) {
      this.attention.ignore(journeyId);
      return;
    }
    const { version } = status;
    if (journey.identity !== null && isOfUnknown(status)) {
      await this.ports.decisions.introduce(journey.identity, status);
      this.attention.looked(journeyId, { version });
      return;
    }
    const decision = journey.decisionOn(status);
    if (decision !== null) await this.take(decision, status);
    else if (mayRipen(status)) {
      this.attention.looked(journeyId, { version, againAt: Date.now() + pace.ripeningMs });
    } else this.attention.looked(journeyId, { version });
  }

  private async take(decision: PlannedDecision, status: JourneyStatus): Promise<void> {
    const { decisions, agenda, now, pace, logger } = this.ports;
    const { type, occasion, basis } = decision;
    const { journeyId } = status;
    const what = [journeyId, type, occasion, basis].join('|');
    const attempt = this.attempts.get(what) ?? 1;
    const { outcome, version = status.version } = await decisions.take(decision, status, attempt);
    simulatorMetrics.decisions.inc({ type, outcome });
    if (outcome === 'accepted' || outcome === 'awaiting-second') {
      logger.debug({ journeyId, type }, 'a decision is taken');
      if (type === 'close-journey' || type === 'reject-eligibility') {
        agenda.endBy(journeyId, now());
      }
      // What the read model shows before the decision has arrived there would only lead to the same decision.
      this.attention.looked(journeyId, { version: version - 1 });
      return;
    }
    if (outcome === 'basis-changed') {
      this.attention.looked(journeyId, { version: status.version, againAt: Date.now() });
      return;
    }
    logger.warn({ journeyId, type, outcome, attempt }, 'a decision is not accepted');
    this.attempts.set(what, attempt + 1);
    this.attention.looked(
      journeyId,
      attempt < mostAttempts
        ? { version: status.version, againAt: 0, notBefore: Date.now() + pace.refusedMs }
        : { version },
    );
  }
}

/** Whether a journey waits to be told who its patient is. */
function isOfUnknown({ waitingFor }: JourneyStatus): boolean {
  return waitingFor.some(({ requirement, met }) => requirement === 'identity-recorded' && !met);
}
