import type { Enrolment } from '#domain/journey/enrolment.js';
import { products, rulesForPatient } from './products.js';

/** The site of an enrolment, as its registration says. */
export type TreatingSite = {
  readonly id: string;
  readonly zone: string;
  readonly jurisdiction: string;
  readonly qualifiedFor: readonly string[];
};

/** What an enrolment is made of: what was said of the patient, and what is known of site and partners. */
export type EnrolmentGround = Omit<
  Enrolment,
  | 'course'
  | 'previousJourneyId'
  | 'sites'
  | 'zone'
  | 'jurisdiction'
  | 'siteQualified'
  | 'rules'
  | 'partners'
  | 'probableDuplicateOf'
> & {
  readonly site: TreatingSite;
  readonly partnersFor: (siteId: string, product: string) => Enrolment['partners'];
};

/** A product that no definition describes. */
export class UnknownProductError extends Error {
  readonly code = 'unknown-product';

  constructor(readonly product: string) {
    super(`no product ${product} is defined`);
    this.name = 'UnknownProductError';
  }
}

/**
 * What a first course begins with, under the rules in force when the patient is enrolled.
 * @throws UnknownProductError, NoRulesInForceError, and what `partnersFor` throws
 */
export function firstEnrolment({ site, partnersFor, ...ground }: EnrolmentGround): Enrolment {
  const { product, indication, enrolledAt: date } = ground;
  if (!products().some(({ id }) => id === product)) throw new UnknownProductError(product);
  const { id, zone, jurisdiction, qualifiedFor } = site;
  return {
    ...ground,
    course: 1,
    previousJourneyId: null,
    sites: { treating: id, collection: id },
    zone,
    jurisdiction,
    siteQualified: qualifiedFor.includes(product),
    rules: rulesForPatient({ product, indication, jurisdiction, date }, ground.environment),
    partners: partnersFor(id, product),
  };
}
