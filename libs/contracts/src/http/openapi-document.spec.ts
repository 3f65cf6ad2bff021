import { describe, expect, it } from '@jest/globals';
import { decisionData } from './decision.schema.js';
import { openApiDocument } from './openapi-document.js';
import { operations } from './operations.js';

type DescribedOperation = {
  readonly operationId: string;
  readonly responses: object;
  readonly requestBody?: {
    readonly content: Record<string, { readonly schema: { readonly anyOf?: DescribedDecision[] } }>;
  };
};

type DescribedDecision = {
  readonly properties: {
    readonly type: { readonly const: string };
    readonly data: { readonly properties?: Record<string, object> };
  };
};

const document = JSON.parse(JSON.stringify(openApiDocument('1'))) as {
  openapi: string;
  paths: Record<string, Record<string, DescribedOperation>>;
  components: { schemas: { DescribedDecision: { anyOf: DescribedDecision[] } } };
};

describe('the OpenAPI document', () => {
  it('describes every operation once', () => {
    const described = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(document.openapi).toBe('3.1.0');
    expect(described.toSorted()).toEqual(operations.map(({ id }) => id).toSorted());
    expect(new Set(described).size).toBe(described.length);
  });

  it('says what each decision takes, and that no reason names the patient', () => {
    const decide = document.paths['/api/v1/journeys/{journeyId}/decisions']!['post']!;
    expect(decide.requestBody?.content['application/json']?.schema).toEqual({
      $ref: '#/components/schemas/DescribedDecision',
    });
    const bodies = document.components.schemas.DescribedDecision.anyOf;
    const described = bodies.map(({ properties }) => properties.type.const);
    expect(described.toSorted()).toEqual(Object.keys(decisionData).toSorted());
    const reasons = bodies.flatMap(
      ({ properties }) => properties.data.properties?.['reason'] ?? [],
    );
    expect(reasons.length).toBeGreaterThan(5);
    for (const reason of reasons) {
      expect(reason).toMatchObject({
        maxLength: 200,
        description: 'a code or a short phrase without anything that names the patient',
      });
    }
  });

  it('describes each schema with a name once, and refers to it by that name', () => {
    const text = JSON.stringify(document);
    const named = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name = '']) => name);
    expect(Array.from(new Set(named)).toSorted()).toEqual(
      Object.keys(document.components.schemas).toSorted(),
    );
    const whole = JSON.stringify(Object.entries(document.components.schemas));
    expect(whole.split('"claimedBy":').length - 1).toBe(1);
  });

  it('says which problems a decision can meet', () => {
    const { responses } = document.paths['/api/v1/journeys/{journeyId}/decisions']!['post']!;
    expect(Object.keys(responses)).toEqual(
      expect.arrayContaining(['200', '400', '401', '403', '404', '409', '422', '503']),
    );
  });
});
