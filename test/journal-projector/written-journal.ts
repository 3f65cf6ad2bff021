import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import type { Enrolment } from '#domain/journey/enrolment.js';
import { enrol, react } from '#domain/journey/react.js';
import type { JournalRecord } from '#domain/journey/record.js';
import { plusHours } from '#domain/time/instant.js';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { PartnerRegistry } from '#partners/registry.js';
import { sliceFor } from '#products/products.js';
import { digest } from '#workflows/journey/digest.js';

const enrolledAt = '2026-03-02T09:00:00.000Z';
const product = 'tisagenlecleucel';

/** An enrolment nobody else has. */
function someEnrolment(): Enrolment {
  const journeyId = journeyIdentifier(crypto.getRandomValues(new Uint8Array(26)));
  return {
    journeyId,
    environment: 'demonstration',
    programme: 'commercial',
    referralId: `R-${journeyId.slice(1, 9)}`,
    course: 1,
    previousJourneyId: null,
    sites: { treating: 'northgate', collection: 'northgate' },
    zone: 'America/New_York',
    jurisdiction: 'US',
    siteQualified: true,
    identityRecorded: true,
    indication: 'b-all',
    product,
    diseaseStatus: 'relapsed',
    ageYears: 11,
    weightKg: 34,
    priorLines: 2,
    rules: sliceFor({ product, indication: 'b-all', jurisdiction: 'US', date: enrolledAt }),
    partners: new PartnerRegistry(demonstrationNetwork).partnersFor('northgate', product),
    enrolledBy: { id: 'u1', role: 'coordinator' },
    enrolledAt,
  };
}

/** The journal of a new journey that was measured so many times, as its workflow would write it. */
export function someJournal(
  measurements: number,
  change: Partial<Enrolment> = {},
): readonly JournalRecord[] {
  const enrolment = { ...someEnrolment(), ...change };
  const enrolled = enrol(enrolment, enrolledAt, digest);
  const records = [...enrolled.records];
  let { state } = enrolled;
  for (let count = 1; count <= measurements; count += 1) {
    const time = plusHours(enrolledAt, count);
    const data = { weightKg: 34 + count / 10, measuredAt: time };
    const { source } = enrolment.partners.clinic;
    const event = { id: `m${count}`, source, type: 'patient.measured', time, data };
    const reaction = react(state, { kind: 'receive', event }, time, digest);
    records.push(...reaction.records);
    state = reaction.state;
  }
  return records;
}
