import { randomBytes } from 'node:crypto';
import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import { type Enrolment, noProduct } from '#domain/journey/enrolment.js';
import { products, rulesForPatient } from './products.js';
import { referralSlice } from './referral-slice.js';

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
  | 'journeyId'
  | 'product'
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
  /** Undefined where nobody has chosen one yet: the journey begins under the rules of a referral. */
  readonly product: string | undefined;
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

const identifierBytes = 26;

/**
 * What a first course begins with, under an identifier of its own and the rules in force when the patient is enrolled.
 * @throws UnknownProductError, NoRulesInForceError, and what `partnersFor` throws
 */
export function firstEnrolment({
  site,
  partnersFor,
  product = noProduct,
  ...ground
}: EnrolmentGround): Enrolment {
  const { indication, enrolledAt: date } = ground;
  const isChosen = product !== noProduct;
  if (isChosen && !products().some(({ id }) => id === product)) {
    throw new UnknownProductError(product);
  }
  const { id, zone, jurisdiction, qualifiedFor } = site;
  return {
    ...ground,
    journeyId: journeyIdentifier(randomBytes(identifierBytes)),
    product,
    course: 1,
    previousJourneyId: null,
    sites: { treating: id, collection: id },
    zone,
    jurisdiction,
    siteQualified: isChosen && qualifiedFor.includes(product),
    rules: isChosen
      ? rulesForPatient({ product, indication, jurisdiction, date }, ground.environment)
      : referralSlice({ indication, jurisdiction, date }),
    partners: partnersFor(id, product),
  };
}
