import { describe, expect, it } from '@jest/globals';
import { parseDefinition, readDefinitions } from '#products/definition-files.js';
import { productDefinition } from '#contracts/products/product-definition.schema.js';
import { ProductDefinitionError } from '#products/product-errors.js';
import { sliceOf } from '#products/slice.js';

const { definitions, classes } = readDefinitions();
const definition = definitions[0] as (typeof definitions)[number];
const shared = classes[0] as (typeof classes)[number];
const version = definition.versions[0] as (typeof definition.versions)[number];

describe('a product file', () => {
  it('that is no YAML names the file', () => {
    expect(() => parseDefinition('x.yaml', 'product: [', productDefinition)).toThrow(
      expect.objectContaining({ code: 'product-definition-invalid', file: 'x.yaml' }),
    );
  });

  it('with a number that has no source says where it stands', () => {
    const text = [
      'product: x',
      'name: X',
      'disease: haematologic',
      'target: [cd19]',
      'construct: { costimulation: 4-1bb, vector: lentiviral }',
      'source: autologous',
      'include: car-t',
      'sources: {}',
      'layers: { one: { infusion: { tocilizumabDoses: 2 } } }',
      'versions: []',
    ].join('\n');
    expect(() => parseDefinition('x.yaml', text, productDefinition)).toThrow(
      expect.objectContaining({
        detail: expect.stringContaining('layers.one.infusion.tocilizumabDoses'),
      }),
    );
  });
});

describe('a version', () => {
  it('that names an unknown layer is refused', () => {
    expect(() => sliceOf(definition, shared, { ...version, layers: ['nowhere'] })).toThrow(
      ProductDefinitionError,
    );
  });

  it('whose layers leave out a section is refused, naming it', () => {
    expect(() => sliceOf(definition, shared, { ...version, layers: ['common'] })).toThrow(
      expect.objectContaining({ detail: expect.stringContaining('eligibility') }),
    );
  });

  it('that names an unknown source is refused', () => {
    const unknown = { ...version.effectiveFrom, source: 'hearsay' };
    expect(() => sliceOf(definition, shared, { ...version, effectiveFrom: unknown })).toThrow(
      /hearsay/,
    );
  });

  it('has another address once one number differs', () => {
    const layers = {
      ...definition.layers,
      extra: {
        infusion: {
          tocilizumabDoses: { value: 3, source: 'institution', verified: 'shaky' as const },
        },
      },
    };
    const changed = sliceOf({ ...definition, layers }, shared, {
      ...version,
      layers: [...version.layers, 'extra'],
    });
    expect(changed.infusion.tocilizumabDoses).toBe(3);
    expect(changed.id).not.toBe(sliceOf(definition, shared, version).id);
  });
});
