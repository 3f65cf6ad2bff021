import type { Arrangement } from '#domain/journey/arrangement.js';
import type { Enrolment } from '#domain/journey/enrolment.js';
import type { JourneyState } from '#domain/journey/state.js';
import { stages } from '#domain/journey/vocabulary.js';
import type { TreatingSite } from './enrolment.js';
import { NoRulesInForceError, products, type RuleSlice, rulesForPatient } from './products.js';

/** What is known of sites and partners, and the date by which rules are in force. */
export type ArrangementGround = {
  readonly siteById: (id: string) => TreatingSite | undefined;
  /** Undefined where nobody treats there with the product. */
  readonly partnersFor: (siteId: string, product: string) => Enrolment['partners'] | undefined;
  readonly date: string;
};

type Decision = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };

/**
 * The rules and parties that a decision brings along; undefined for one that changes none, and where there are none in force,
 * which the protocol refuses.
 */
export function arrangementFor(
  { type, data }: Decision,
  state: JourneyState,
  ground: ArrangementGround,
): Arrangement | undefined {
  const { enrolment } = state;
  switch (type) {
    case 'select-product':
      return arranged(state, ground, {
        product: String(data['product']),
        indication: String(data['indication']),
        siteId: enrolment.sites.treating,
      });
    case 'start-new-course': {
      const { treating } = enrolment.sites;
      const course = arranged(state, ground, {
        product: String(data['product']),
        indication: String(data['indication']),
        siteId: treating,
      });
      // Nothing is collected yet of the course that begins.
      return course && { ...course, sites: { treating, collection: treating } };
    }
    case 'transfer-site':
      return arranged(state, ground, { ...enrolment, siteId: String(data['siteId']) });
    case 'adopt-rules': {
      const adopted = everySlice().find(({ id }) => id === data['rulesId']);
      return adopted === undefined ? undefined : arrangementOf(state, adopted);
    }
    default:
      return undefined;
  }
}

function arrangementOf({ enrolment }: JourneyState, rules: RuleSlice): Arrangement {
  const { sites, zone, jurisdiction, siteQualified, partners } = enrolment;
  const { product, indication } = rules;
  return {
    rules,
    product: product.id,
    indication,
    sites,
    zone,
    jurisdiction,
    siteQualified,
    partners,
  };
}

function everySlice(): readonly RuleSlice[] {
  return products().flatMap(({ versions }) => versions);
}

type Wanted = { readonly product: string; readonly indication: string; readonly siteId: string };

function arranged(
  state: JourneyState,
  { siteById, partnersFor, date }: ArrangementGround,
  { product, indication, siteId }: Wanted,
): Arrangement | undefined {
  const site = siteById(siteId);
  const partners = partnersFor(siteId, product);
  if (site === undefined || partners === undefined) return undefined;
  const { zone, jurisdiction, qualifiedFor } = site;
  const rules = rulesInForce(
    { product, indication, jurisdiction, date },
    state.enrolment.environment,
  );
  if (rules === undefined) return undefined;
  const isCollected = stages.indexOf(state.stage) > stages.indexOf('leukapheresis');
  const { collection } = state.enrolment.sites;
  return {
    rules,
    product,
    indication,
    sites: {
      ...state.enrolment.sites,
      treating: siteId,
      collection: isCollected ? collection : siteId,
    },
    zone,
    jurisdiction,
    siteQualified: qualifiedFor.includes(product),
    partners,
  };
}

function rulesInForce(...wanted: Parameters<typeof rulesForPatient>): RuleSlice | undefined {
  try {
    return rulesForPatient(...wanted);
  } catch (error) {
    if (error instanceof NoRulesInForceError) return undefined;
    throw error;
  }
}
