import type { Logger } from '#observability/logger.js';
import type { PartnerRegistry } from '#partners/registry.js';
import type { Agenda } from '../agenda/agenda.js';
import type { Journeys } from '../journeys/journeys.js';
import { simulatorMetrics } from '../simulator-metrics.js';
import type { PartnerRequest } from '../story/partner-request.js';

/** Answers requests: what the partner asked will publish goes onto the agenda. */
export class RequestDesk {
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    private readonly registry: PartnerRegistry,
    private readonly journeys: Journeys,
    private readonly agenda: Agenda,
    private readonly logger: Logger,
  ) {}

  /** Takes a request; those of one journey are answered in the order in which they came. */
  accept(request: PartnerRequest): void {
    const { subject } = request;
    const answered = (this.underWay.get(subject) ?? Promise.resolve())
      .then(() => this.answer(request))
      .catch((error: unknown) =>
        this.logger.error({ err: error }, `${request.type} ${request.id} is not answered`),
      )
      .finally(() => {
        if (this.underWay.get(subject) === answered) this.underWay.delete(subject);
      });
    this.underWay.set(subject, answered);
  }

  /** Waits until every request taken so far is answered. */
  async answered(): Promise<void> {
    await Promise.all(this.underWay.values());
  }

  private async answer(request: PartnerRequest): Promise<void> {
    const kind = this.registry.partnerById(request.partnerId)?.kind;
    if (kind === undefined) return;
    const journey = await this.journeys.find(request.subject);
    simulatorMetrics.requests.inc({ type: request.type });
    const { withdraws } = request.data;
    if (typeof withdraws === 'string') this.agenda.withdraw(withdraws, Date.parse(request.time));
    this.agenda.plan(journey.answer(kind, request));
  }
}
