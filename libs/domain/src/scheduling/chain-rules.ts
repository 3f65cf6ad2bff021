import { earliestSafeApheresis } from '../gates/wash-out.js';
import type { JourneyState } from '../journey/state.js';
import { type Instant, isAtOrAfter, isBefore, plusDays, plusHours } from '../time/instant.js';
import { endOfValidity, latestInstantAllowed } from '../time/stated-date.js';
import type { Chain, ChainLink } from './chain.js';

/** A rule that a chain of dates breaks, at the link that would have to move. */
export type BrokenRule = {
  readonly rule: string;
  readonly link: ChainLink;
  /** What is wrong, in words for who moves the dates. */
  readonly text: string;
  /** A physician may go on all the same. */
  readonly overridable: boolean;
};

type Check = (chain: Chain, state: JourneyState) => BrokenRule | null;

const wholeDayMs = 24 * 3_600_000;

function broken(rule: string, link: ChainLink, text: string, overridable = true): BrokenRule {
  return { rule, link, text, overridable };
}

/** Whether a stated day or instant lies before another, whatever the zone its day is meant in. */
function isSurelyBefore(stated: string, other: Instant): boolean {
  const latest = latestInstantAllowed(stated);
  return latest !== undefined && isBefore(latest, other);
}

const linkInOrder =
  (earlier: ChainLink, later: ChainLink, text: string): Check =>
  (chain) => {
    const [from, until] = [chain[earlier], chain[later]];
    return from === null || until === null || !isSurelyBefore(until, from)
      ? null
      : broken('chain-in-order', later, text, false);
  };

/** The manufacturer expects the cells on a day; a day of leeway is left for time zones. */
const collectionDay: Check = ({ apheresis, collectionDate }) => {
  if (apheresis === null || collectionDate === null) return null;
  const difference = Math.abs(Date.parse(collectionDate.slice(0, 10)) - Date.parse(apheresis));
  return Number.isNaN(difference) || difference <= 2 * wholeDayMs
    ? null
    : broken(
        'slot-fits-collection',
        'manufacturing-start',
        `The slot expects the collection on ${collectionDate.slice(0, 10)}`,
      );
};

const washOuts: Check = ({ apheresis }, state) => {
  if (apheresis === null) return null;
  const safeFrom = earliestSafeApheresis(state);
  if (safeFrom === null) {
    return broken('wash-outs-over', 'apheresis', 'A last dose that needs a wash-out is not known');
  }
  return isBefore(apheresis, safeFrom)
    ? broken('wash-outs-over', 'apheresis', `Wash-outs are over on ${safeFrom}, not before`)
    : null;
};

const freshCells: Check = ({ apheresisEnd, 'manufacturing-start': start }, { rules }) => {
  const { holdHours, state } = rules.material;
  if (state !== 'fresh' || holdHours === undefined) return null;
  if (apheresisEnd === null || start === null) return null;
  const keepsUntil = plusHours(apheresisEnd, holdHours);
  return isBefore(keepsUntil, start)
    ? broken(
        'material-hold-time',
        'manufacturing-start',
        `Fresh cells keep ${holdHours} hours, until ${keepsUntil}`,
        false,
      )
    : null;
};

const materialAge: Check = ({ apheresisEnd, 'manufacturing-start': start }, state) => {
  const { maximumAgeDays } = state.rules.material;
  if (maximumAgeDays === undefined || apheresisEnd === null || start === null) return null;
  return isBefore(plusDays(apheresisEnd, maximumAgeDays), start)
    ? broken(
        'material-age',
        'manufacturing-start',
        `The cells would be older than ${maximumAgeDays} days`,
      )
    : null;
};

const screening: Check = ({ apheresis }, { screening: results, rules }) => {
  if (apheresis === null) return null;
  const { criteria, screeningValidityDays } = rules.eligibility;
  const tooOld = criteria.flatMap(({ test }) => {
    const result = results[test];
    const isTooOld =
      result !== undefined &&
      isAtOrAfter(apheresis, plusDays(result.collectedAt, screeningValidityDays));
    return isTooOld ? [test] : [];
  });
  return tooOld.length === 0
    ? null
    : broken(
        'screening-valid',
        'apheresis',
        `Older than ${screeningValidityDays} days by then: ${tooOld.join(', ')}`,
      );
};

const coveredUntil =
  (part: string, link: ChainLink): Check =>
  (chain, { coverage }) => {
    const at = chain[link];
    const validUntil = coverage[part]?.validUntil;
    if (at === null || validUntil === undefined) return null;
    return isAtOrAfter(at, endOfValidity(validUntil))
      ? broken(
          `coverage-${part}`,
          link,
          `The payer covers the ${part} until ${validUntil.slice(0, 10)}`,
        )
      : null;
  };

const bridging: Check = ({ bed }, { bridging: course, rules }) => {
  if (bed === null || course === null || course.lastDoseAt === null) return null;
  const { modality, lastDoseAt } = course;
  const days = rules.bridging.washOuts.find((one) => one.modality === modality)?.days ?? 0;
  const safeFrom = plusDays(lastDoseAt, days);
  return isBefore(bed, safeFrom)
    ? broken('bridging-wash-out', 'bed', `Bridging therapy is washed out on ${safeFrom}`)
    : null;
};

const productKeeps: Check = ({ bed }, { batches }) => {
  const expiresAt = batches.at(-1)?.release?.expiresAt;
  return bed !== null && expiresAt !== undefined && isAtOrAfter(bed, expiresAt)
    ? broken('product-not-expired', 'bed', `The product expires on ${expiresAt}`, false)
    : null;
};

const checks: readonly Check[] = [
  linkInOrder('apheresis', 'pickup', 'The pickup is before the collection'),
  linkInOrder('apheresis', 'manufacturing-start', 'Manufacture would begin before the collection'),
  linkInOrder('pickup', 'manufacturing-start', 'Manufacture would begin before the pickup'),
  linkInOrder(
    'expected-release',
    'bed',
    'The bed is booked for before the product is expected to be released',
  ),
  collectionDay,
  washOuts,
  freshCells,
  materialAge,
  screening,
  coveredUntil('apheresis', 'apheresis'),
  coveredUntil('product', 'manufacturing-start'),
  coveredUntil('stay', 'bed'),
  bridging,
  productKeeps,
];

/** Every rule that a chain of dates breaks, in the order of its links. */
export function brokenRules(state: JourneyState, chain: Chain): readonly BrokenRule[] {
  return checks.flatMap((check) => check(chain, state) ?? []);
}
