import { describe, expect, it } from '@jest/globals';
import { type Draft, onDay, writtenJournal } from '../journals/written-journal.js';
import { checkAuthorizations } from './authorizations.js';
import {
  decided,
  infusionAuthorized,
  sent,
  treatedJourney,
  treatedJourneyWith,
} from './treated-journey.js';

function verdicts(drafts: readonly Draft[]) {
  return checkAuthorizations(new Map([['V2V-1', writtenJournal('V2V-1', drafts)]]));
}

function violations(changes: Parameters<typeof treatedJourneyWith>[0]): string {
  return verdicts(treatedJourneyWith(changes))
    .filter(({ held }) => !held)
    .map(({ detail }) => detail)
    .join(' | ');
}

const { received, released, infusionDecided, verified, tested, infusionStarted } = treatedJourney;

function hold(type: 'hold.placed' | 'hold.lifted'): Draft {
  return { type, detail: { kind: 'manual', about: null } };
}

function changed(draft: Draft, data: object): Draft {
  return { ...draft, fact: { ...draft.fact, data: { ...draft.fact?.data, ...data } } };
}

describe('a treated journey', () => {
  it('moved material, product and drug only with permission', () => {
    expect(verdicts(treatedJourneyWith({}))).toEqual([
      expect.objectContaining({ held: true, detail: '4 authorisations' }),
      expect.objectContaining({ held: true, detail: '2 authorisations' }),
      expect.objectContaining({ held: true, detail: '1 infusions' }),
    ]);
  });
});

describe('an authorisation without its ground is found', () => {
  const faults: readonly (readonly [string, Parameters<typeof treatedJourneyWith>[0], string])[] = [
    [
      'while a hold stands',
      { infusionDecided: [hold('hold.placed'), infusionDecided] },
      'hold manual stands',
    ],
    ['before the release', { released: null }, 'batch BATCH-1 not released'],
    [
      'after the expiry',
      { released: changed(released, { expiresAt: onDay(36) }) },
      'batch BATCH-1 expired',
    ],
    [
      'after the release was withdrawn',
      {
        received: [received, changed({ type: 'batch.release-withdrawn' }, { batchId: 'BATCH-1' })],
      },
      'batch BATCH-1 no longer released',
    ],
    [
      'with the product of another patient',
      { released: changed(released, { coi: 'V2V-2' }) },
      'released for another patient',
    ],
    [
      'with a failed release test',
      { tested: changed(tested, { passed: false }) },
      'a release test failed',
    ],
    [
      'with a bag that is not of the batch',
      { infusionAuthorized: sent('infusion.authorized', { batchId: 'BATCH-1', bagIds: ['X'] }) },
      'bag X is not of the released batch',
    ],
    [
      'without the product on site',
      { received: null },
      'bag BAG-P1 was not received for this patient',
    ],
    [
      'with the receipt of another patient',
      { received: changed(received, { coi: 'V2V-2' }) },
      'no product on site',
    ],
    ['without the physician', { infusionDecided: null }, 'authorize-infusion signed by 0 of 1'],
    [
      'when the decision is unsigned',
      { infusionDecided: decided('authorize-infusion', {}) },
      'authorize-infusion signed by 0 of 1',
    ],
    ['without the identity check', { verified: null }, 'verify-product-identity signed by 0 of 2'],
    [
      'when one person checked the identity twice',
      {
        verified: decided(
          'verify-product-identity',
          { batchId: 'BATCH-1', bagId: 'BAG-P1', scannedCoi: 'V2V-1' },
          'nurse-1',
          'nurse-1',
        ),
      },
      'verify-product-identity signed by 1 of 2',
    ],
    [
      'when two people checked two different scans',
      {
        verified: ['V2V-1', 'V2V-2'].map((scannedCoi, index) =>
          decided(
            'verify-product-identity',
            { batchId: 'BATCH-1', bagId: 'BAG-P1', scannedCoi },
            `nurse-${index}`,
          ),
        ),
      },
      'verify-product-identity signed by 1 of 2',
    ],
    [
      'a second time on one decision',
      { infusionAuthorized: [infusionAuthorized, infusionAuthorized] },
      'authorize-infusion signed by 0 of 1',
    ],
    [
      'for lymphodepletion without the physician',
      { lymphodepletionDecided: null },
      'authorize-lymphodepletion signed by 0 of 1',
    ],
    [
      'after death',
      { infusionDecided: [changed({ type: 'death.reported' }, {}), infusionDecided] },
      'the patient is dead',
    ],
    [
      'for material that is not of this patient',
      { collected: null },
      'bag BAG-C1 was not collected from this patient',
    ],
  ];
  it.each(faults)('%s', (_, changes, expected) => {
    expect(violations(changes)).toContain(expected);
  });
});

describe('an authorisation whose ground is gone', () => {
  const withdrawal: readonly Draft[] = [
    {
      type: 'request.withdrawn',
      follows: true,
      detail: { type: 'infusion.authorized', requestId: 'V2V-1/infusion.authorized/1' },
    },
    {
      ...sent('infusion.authorization-withdrawn', { withdraws: 'V2V-1/infusion.authorized/1' }),
      follows: true,
    },
  ];
  const again: readonly Draft[] = [
    hold('hold.lifted'),
    verified,
    infusionDecided,
    sent('infusion.authorized', { batchId: 'BATCH-1', bagIds: ['BAG-P1'] }, 2),
  ];

  it('is withdrawn in the reaction that takes it, and given anew', () => {
    const held = [infusionAuthorized, hold('hold.placed'), ...withdrawal, ...again];
    expect(violations({ infusionAuthorized: held })).toBe('');
  });

  it('is found when it stays in force', () => {
    const held = [infusionAuthorized, hold('hold.placed'), hold('hold.lifted')];
    expect(violations({ infusionAuthorized: held })).toContain(
      'V2V-1/infusion.authorized/1 is in force after V2V-1/14: hold manual stands',
    );
  });

  it('is found when it stays in force after its last day', () => {
    expect(violations({ infusionStarted: { type: 'alert.raised', day: 61 } })).toContain(
      'its validity is over',
    );
  });

  it('is found when nobody is told', () => {
    const held = [infusionAuthorized, hold('hold.placed'), ...withdrawal.slice(0, 1), ...again];
    expect(violations({ infusionAuthorized: held })).toContain('withdraws and tells nobody');
  });

  it('needs no withdrawal once it was acted on', () => {
    const placed = [infusionStarted, hold('hold.placed')];
    expect(violations({ infusionStarted: placed })).toBe('');
  });
});

describe('an infused bag', () => {
  const other = (data: object) => violations({ infusionStarted: changed(infusionStarted, data) });

  it('is found when it is not the released one', () => {
    expect(other({ bagId: 'BAG-X' })).toContain('is about bag BAG-X, not released and received');
  });

  it('is found when another patient is named and nothing is flagged', () => {
    expect(other({ coi: 'V2V-2' })).toContain('names another patient and is not flagged');
  });

  it('is let pass when its mismatch is flagged', () => {
    const data = { ...infusionStarted.fact?.data, coi: 'V2V-2' };
    const flagged = { ...infusionStarted, fact: { data, flags: ['identity-mismatch'] } };
    expect(violations({ infusionStarted: [flagged, infusionStarted] })).toBe('');
  });

  it('is let pass when people are told that it is the wrong one, and only then', () => {
    const wrong = changed(infusionStarted, { bagId: 'BAG-X' });
    const told: Draft = {
      type: 'identity.mismatch-detected',
      follows: true,
      detail: { about: 'infusion/BATCH-1/BAG-X' },
    };
    expect(violations({ infusionStarted: [wrong, told] })).toBe('');
    const another = { ...told, detail: { about: 'infusion/BATCH-1/BAG-Y' } };
    expect(violations({ infusionStarted: [wrong, another] })).toContain('BAG-X, not released');
  });

  it('is let pass without permission when people are asked how that came', () => {
    const asked: Draft = {
      type: 'review.requested',
      follows: true,
      detail: { about: 'infusion-without-authorization/BATCH-1/BAG-P1' },
    };
    expect(
      violations({ infusionAuthorized: null, infusionStarted: [infusionStarted, asked] }),
    ).toBe('');
  });

  it('is judged by what was permitted when it was given, whenever that is heard of', () => {
    const given = (day: number): Draft => {
      const data = infusionStarted.fact?.data ?? {};
      return { ...infusionStarted, day: 46, fact: { data, time: onDay(day) } };
    };
    const withdrawn: readonly Draft[] = [
      { ...infusionAuthorized, day: 41 },
      {
        type: 'request.withdrawn',
        day: 45,
        detail: { type: 'infusion.authorized', requestId: 'V2V-1/infusion.authorized/1' },
      },
      {
        ...sent('infusion.authorization-withdrawn', { withdraws: 'V2V-1/infusion.authorized/1' }),
        follows: true,
      },
    ];
    const heard = (day: number): string =>
      violations({
        infusionAuthorized: withdrawn,
        infusionStarted: given(day),
        infusionCompleted: null,
      });
    expect(heard(42)).toBe('');
    expect(heard(40)).toContain('a bag nobody authorised');
    expect(heard(45.5)).toContain('a bag nobody authorised');
  });

  it('is found when nobody authorised it', () => {
    expect(violations({ infusionAuthorized: null })).toContain('a bag nobody authorised');
  });
});

describe('what was told otherwise', () => {
  function named(draft: Draft, id: string, corrects?: string): Draft {
    const data = draft.fact?.data ?? {};
    return { ...draft, fact: { data, id, ...(corrects === undefined ? {} : { corrects }) } };
  }

  function takenBack(retractedId: string): Draft {
    return { type: 'record.retracted', fact: { data: { retractedId } } };
  }

  const failed = named(changed(tested, { passed: false }), 'first');
  const amended = named({ ...tested, type: 'quality.amended' }, 'second', 'first');
  const late = named(changed(released, { expiresAt: onDay(36) }), 'late');
  const right = named(released, 'right', 'late');

  const stillGround: readonly (readonly [string, Parameters<typeof treatedJourneyWith>[0]])[] = [
    ['a failed result that was amended', { tested: [failed, amended] }],
    ['a failed result that was amended before it came', { tested: [amended, failed] }],
    ['a failed result that was taken back', { tested: [failed, takenBack('first'), tested] }],
    ['a release that was corrected', { released: [late, right] }],
    [
      'a release whose wrong correction was taken back',
      { released: [named(released, 'r'), named(late, 'wrong', 'r'), takenBack('wrong')] },
    ],
    [
      'a receipt that a person took back, and was told again',
      {
        received: [
          named(changed(received, { coi: 'V2V-2' }), 'r'),
          {
            type: 'event.retracted',
            detail: { event: { source: 'urn:v2v:site:northgate', id: 'r' } },
          },
          received,
        ],
      },
    ],
  ];
  it.each(stillGround)('is ground as it stands: %s', (_, changes) => {
    expect(violations(changes)).toBe('');
  });

  const wrong: readonly (readonly [string, Parameters<typeof treatedJourneyWith>[0], string])[] = [
    [
      'a result that was amended to a failure',
      { tested: [named(tested, 'a'), named({ ...failed, type: 'quality.amended' }, 'b', 'a')] },
      'a release test failed',
    ],
    [
      'a failed result after which another one passed that corrects nothing',
      { tested: [failed, tested] },
      'a release test failed',
    ],
    [
      'a release that was corrected to an expiry in the past',
      { released: [named(released, 'r'), named(late, 'c', 'r')] },
      'expired',
    ],
    [
      'of two corrections the one recorded later, whichever came first',
      {
        released: [
          named(late, 'r'),
          { ...named(late, 'z', 'r'), day: 31 },
          named(released, 'a', 'r'),
        ],
      },
      'expired',
    ],
    [
      'a receipt that was taken back',
      { received: [named(received, 'r'), takenBack('r')] },
      'was not received for this patient',
    ],
    [
      'a collection that was taken back',
      {
        collected: [named(treatedJourney.collected, 'c'), takenBack('c')],
      },
      'bag BAG-C1 was not collected',
    ],
  ];
  it.each(wrong)('is no longer ground: %s', (_, changes, expected) => {
    expect(violations(changes)).toContain(expected);
  });

  it('takes a permission with it that rested on it', () => {
    const receipt = named(received, 'r');
    expect(
      violations({ received: receipt, infusionAuthorized: [infusionAuthorized, takenBack('r')] }),
    ).toContain('is in force after');
  });
});
