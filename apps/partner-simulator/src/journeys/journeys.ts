import type { PartnerRegistry } from '#partners/registry.js';
import { products, type RuleSlice } from '#products/products.js';
import { castOf } from '../network/cast.js';
import type { JourneyStatus } from '../story/journey-status.js';
import type { Placement } from '../story/patient.js';
import { ownPersona, type Persona, strangerPersona } from './persona.js';
import { referralOf } from './referral.js';
import { simulatedPatient } from './simulated-patients.js';
import { SimulatedJourney } from './simulated-journey.js';

/** A journey under rules that no product definition has. */
export class RulesUnknownError extends Error {
  readonly code = 'rules-unknown';
  constructor(readonly journeyId: string) {
    super(`the rules of journey ${journeyId} are in no product definition`);
    this.name = 'RulesUnknownError';
  }
}

/** Asks for the status of a journey; it takes as long as it takes. */
export type AskStatus = (journeyId: string) => Promise<JourneyStatus>;

/** Every journey that anybody was asked something about. */
export class Journeys {
  private readonly known = new Map<string, Promise<SimulatedJourney>>();

  constructor(
    private readonly registry: PartnerRegistry,
    private readonly placements: readonly [Placement, ...Placement[]],
    private readonly seed: number,
    private readonly askStatus: AskStatus,
  ) {}

  /** The journey of this id, found out about when it is new. */
  find(journeyId: string): Promise<SimulatedJourney> {
    const known = this.known.get(journeyId);
    if (known !== undefined) return known;
    const found = this.askStatus(journeyId).then((status) => this.journeyOf(status));
    this.known.set(journeyId, found);
    found.catch(() => this.known.delete(journeyId));
    return found;
  }

  private journeyOf(status: JourneyStatus): SimulatedJourney {
    const rules = rulesOf(status);
    const persona = this.personaOf(status);
    const regimen = rules.lymphodepletion.regimens[0]?.id ?? '';
    return new SimulatedJourney(persona, castOf(this.registry, rules), regimen);
  }

  private personaOf({ journeyId, identifiers, product, indication }: JourneyStatus): Persona {
    const number = identifiers.find(({ system }) => system === 'referral')?.value;
    const referral = number === undefined ? undefined : referralOf(number);
    if (referral !== undefined) {
      const patient = simulatedPatient(referral, this.placements);
      const isSame = patient.product === product && patient.indication === indication;
      if (isSame) return ownPersona(referral.seed, patient, journeyId);
    }
    return strangerPersona(this.seed, { product }, journeyId);
  }
}

function rulesOf({ journeyId, rules }: JourneyStatus): RuleSlice {
  const found = products()
    .flatMap((product) => product.versions)
    .find((slice) => slice.id === rules.id);
  if (found === undefined) throw new RulesUnknownError(journeyId);
  return found;
}
