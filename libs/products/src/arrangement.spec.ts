import { describe, expect, it } from '@jest/globals';
import { partners } from '../../domain/test-journeys/northgate.js';
import { journeyIn } from '../../domain/test-journeys/story.js';
import { type ArrangementGround, arrangementFor } from './arrangement.js';
import { sliceFor } from './products.js';

const date = '2026-03-02';
const rulesOf = (product: string, jurisdiction = 'US') =>
  sliceFor({ product, indication: 'lbcl', jurisdiction, date });
const rules = rulesOf('tisagenlecleucel');

const ground: ArrangementGround = {
  siteById: (id) =>
    id === 'elsewhere'
      ? undefined
      : { id, zone: 'Europe/Paris', jurisdiction: 'EU', qualifiedFor: ['tisagenlecleucel'] },
  partnersFor: (siteId) => (siteId === 'without-partners' ? undefined : partners),
  date,
};

const forDecision = (type: string, data: object, stage: 'scheduling' | 'manufacturing') =>
  arrangementFor({ type, data: { ...data } }, journeyIn(stage, rules).state, ground);

describe('the arrangement of a decision', () => {
  it('to treat elsewhere has the rules, the partners and the time zone of the new site', () => {
    expect(forDecision('transfer-site', { siteId: 'paris' }, 'scheduling')).toMatchObject({
      rules: { id: rulesOf('tisagenlecleucel', 'EU').id },
      sites: { treating: 'paris', collection: 'paris' },
      zone: 'Europe/Paris',
      siteQualified: true,
    });
  });

  it('leaves the collection where it was made', () => {
    expect(forDecision('transfer-site', { siteId: 'paris' }, 'manufacturing')?.sites).toEqual({
      treating: 'paris',
      collection: 'northgate',
    });
  });

  it('to select a product says that the site is not qualified for it', () => {
    const selected = { product: 'axicabtagene-ciloleucel', indication: 'lbcl' };
    expect(forDecision('select-product', selected, 'scheduling')).toMatchObject({
      product: 'axicabtagene-ciloleucel',
      rules: { id: rulesOf('axicabtagene-ciloleucel', 'EU').id },
      siteQualified: false,
    });
  });

  it('to adopt rules has those of that address, and everything else as it was', () => {
    const newer = rulesOf('tisagenlecleucel', 'EU');
    expect(forDecision('adopt-rules', { rulesId: newer.id }, 'manufacturing')).toMatchObject({
      rules: newer,
      jurisdiction: 'US',
      sites: { treating: 'northgate' },
    });
  });

  it.each([
    ['transfer-site', { siteId: 'elsewhere' }],
    ['transfer-site', { siteId: 'without-partners' }],
    ['select-product', { product: 'tisagenlecleucel', indication: 'unheard-of' }],
    ['adopt-rules', { rulesId: 'no-address' }],
    ['place-hold', { kind: 'manual' }],
  ])('is none for %s %p', (type, data) => {
    expect(forDecision(type, data, 'scheduling')).toBeUndefined();
  });
});
