import { infusedAt } from '../story/clinic-treatment.js';
import { leavesAt, nextDecision, type PlannedDecision } from '../story/decisions.js';
import type { JourneyStatus } from '../story/journey-status.js';
import type { Cast, Circumstances, PartnerRequest } from '../story/partner-request.js';
import type { SimulatedPatient } from '../story/patient.js';
import { days, type PlannedEvent } from '../story/planned-event.js';
import { type PartnerKind, reactionOf } from '../story/reaction.js';
import type { Persona } from './persona.js';

/** One journey as the simulated partners and people remember it. */
export class SimulatedJourney {
  private readonly requests: PartnerRequest[] = [];

  constructor(
    private readonly persona: Persona,
    private readonly cast: Cast,
    /** The regimen of lymphodepletion that the centre gives. */
    private readonly regimen: string,
  ) {}

  /** Whether the simulated people decide; a journey that somebody else enrolled is steered by who enrolled it. */
  get isOwn(): boolean {
    return this.persona.patient !== null;
  }

  /** Who the patient is; null for one whom somebody else enrolled. */
  get identity(): SimulatedPatient['identity'] | null {
    return this.persona.patient?.identity ?? null;
  }

  /** What the partner asked publishes; nothing when it was asked this before. */
  answer(kind: PartnerKind, request: PartnerRequest): readonly PlannedEvent[] {
    if (this.requests.some((one) => one.id === request.id)) return [];
    const earlier = this.requests.filter((one) => one.partnerId === request.partnerId);
    this.requests.push(request);
    return reactionOf(kind, request, this.circumstances(earlier));
  }

  /** What somebody decides next, seeing this status. */
  decisionOn(status: JourneyStatus): PlannedDecision | null {
    const circumstances = this.circumstances(this.requests);
    const infusion = infusedAt(circumstances);
    const day = infusion === undefined ? -1 : (Date.parse(status.asOf) - infusion) / days(1);
    const { requests, regimen } = this;
    return nextDecision(status, { circumstances, requests, regimen, day });
  }

  /** When somebody leaves the journey if not infused by then, in epoch milliseconds; undefined when nobody does. */
  get leavesAt(): number | undefined {
    const { requests, regimen } = this;
    return leavesAt({ circumstances: this.circumstances(requests), requests, regimen, day: -1 });
  }

  private circumstances(earlier: readonly PartnerRequest[]): Circumstances {
    return { ...this.persona, earlier, cast: this.cast };
  }
}
