import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { deadlineKinds } from '#domain/deadlines/deadline-kinds.js';
import { decisionRule, decisionTable } from '#domain/decisions/decision-table.js';
import { factTypes } from '#domain/facts/facts.js';
import { evaluate } from '#domain/gates/gates.js';
import { ownRecordTypes } from '#domain/journey/evolve.js';
import { enrol } from '#domain/journey/react.js';
import type { JourneyState } from '#domain/journey/state.js';
import type { GateName } from '#domain/journey/vocabulary.js';
import { gatesOf, protocol } from '#domain/protocol.js';
import { requests } from '#domain/requests/requests.js';
import type { RuleSlice } from '#domain/rules/rule-slice.js';
import { sliceFor } from '../products.js';
import { protocolPicture } from './protocol-picture.js';
import { names, table } from '../pages/table.js';

const command = 'node dist/libs/products/src/protocol/write-protocol.js';

const enrolledAt = '2026-01-01T00:00:00.000Z';
const example = {
  product: 'tisagenlecleucel',
  indication: 'b-all',
  jurisdiction: 'US',
  date: enrolledAt,
};
const offTheShelf = {
  product: 'illustrative-off-the-shelf',
  indication: 'lbcl',
  jurisdiction: 'US',
  date: enrolledAt,
};

/** The page of the protocol: stages, gates and what they need, deadlines, windows, decisions, records and requests. */
export function protocolPage(): string {
  const rules = sliceFor(example);
  return [
    '# The protocol',
    `Written by \`${command}\` from the domain and the product definitions; a test fails when it differs. **Not for clinical use until your institution has verified every number.**`,
    protocolPicture(),
    'A journey closes from every stage by death, and by a signed decision.',
    '## Stages and gates',
    table(
      ['stage', 'gates within', 'gate out', 'next'],
      protocol.map(({ stage, inner, gate, next, nextOffTheShelf }) => [
        stage,
        names(inner),
        `\`${gate}\``,
        nextOffTheShelf === undefined ? next : `${next}; off the shelf ${nextOffTheShelf}`,
      ]),
    ),
    `## What the gates need\n\nAs the gates say it to a journey that has just begun, for ${rules.productName}, indication ${rules.indication}, ${rules.jurisdiction}; other products differ in tests and numbers. \`allocation.confirmed\` is asked of a product off the shelf alone.`,
    ...gateSections(rules),
    '## Decisions',
    table(
      ['decision', 'roles', 'signed as', 'persons', 'meets', 'needs', 'stages'],
      Object.keys(decisionTable).map(decisionRow),
    ),
    '## Deadlines',
    'Each is warned where it says so, due, and missed an hour after it was due; each step is raised once.',
    table(
      ['deadline', 'due', 'owner', 'severity', 'what follows'],
      Object.entries(deadlineKinds).map(([name, { due, owner, severity, consequence }]) => [
        `\`${name}\``,
        due,
        owner,
        severity,
        consequence,
      ]),
    ),
    'What each product asks for, number by number, stands in [the pages of the products](../products/README.md).',
    '## Records',
    `The journey writes of its own accord: ${names(ownRecordTypes)}.`,
    `These facts change a journey: ${names(factTypes)}. Observations that toxicity is graded by, and every other accepted fact, stand in the journal as well.`,
    '## Requests of the stages',
    `${names(Object.keys(requests))}. Each goes out once per purpose, under an identifier that stays.`,
    '',
  ].join('\n\n');
}

function gateSections(rules: RuleSlice): readonly string[] {
  const ofOwnCells = blankJourney(rules);
  const ofDonor = blankJourney(sliceFor(offTheShelf));
  return protocol.flatMap(({ stage }) => {
    const state = stage === 'allocation' ? ofDonor : ofOwnCells;
    return gatesOf(stage).flatMap((gate) => [
      `### ${stage}: \`${gate}\``,
      requirementsOf(gate, state),
    ]);
  });
}

function requirementsOf(gate: GateName, state: JourneyState): string {
  return table(
    ['requirement', 'rule', 'owner', 'overridable', 'met by'],
    evaluate(gate, state, enrolledAt).requirements.map((one) => [
      `\`${one.id}\``,
      one.rule,
      one.owner,
      one.overridable ? 'yes' : 'no',
      names([...new Set(one.actions.map((action) => action.name))]),
    ]),
  );
}

function decisionRow(type: string): readonly string[] {
  const rule = decisionRule(type);
  if (rule === undefined) return [type];
  const { roles, meaning, persons, meets, needs = [], stages } = rule;
  return [
    `\`${type}\``,
    roles.join(', '),
    meaning ?? '',
    `${persons}`,
    meets === undefined ? '' : `\`${meets.gate}\`: \`${meets.requirement}\``,
    needs === 'all-others' ? 'all others of the gate' : names(needs),
    stages === undefined ? 'every' : stages.join(', '),
  ];
}

/** A journey that has just been enrolled, of nobody. */
function blankJourney(rules: RuleSlice): JourneyState {
  const partner = { id: 'partner', source: 'urn:v2v:partner' };
  const enrolment = {
    journeyId: 'journey',
    environment: 'demonstration' as const,
    programme: 'commercial' as const,
    course: 1,
    previousJourneyId: null,
    sites: { treating: 'site', collection: 'site' },
    zone: 'UTC',
    jurisdiction: rules.jurisdiction,
    siteQualified: false,
    identityRecorded: false,
    indication: rules.indication,
    product: rules.product.id,
    diseaseStatus: 'relapsed' as const,
    ageYears: 99,
    weightKg: 70,
    priorLines: 0,
    rules,
    partners: {
      clinic: partner,
      laboratory: partner,
      manufacturer: partner,
      qualityLaboratory: partner,
      courier: partner,
    },
    enrolledBy: { id: 'nobody', role: 'coordinator' },
    enrolledAt,
  };
  return enrol(enrolment, enrolledAt, {
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    canonical: (value) => canonicalize(value) ?? '',
  }).state;
}
