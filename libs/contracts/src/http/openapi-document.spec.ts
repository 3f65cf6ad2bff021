import { describe, expect, it } from '@jest/globals';
import { openApiDocument } from './openapi-document.js';
import { operations } from './operations.js';

const document = JSON.parse(JSON.stringify(openApiDocument('1'))) as {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; responses: object }>>;
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

  it('says which problems a decision can meet', () => {
    const { responses } = document.paths['/api/v1/journeys/{journeyId}/decisions']!['post']!;
    expect(Object.keys(responses)).toEqual(
      expect.arrayContaining(['200', '400', '401', '403', '404', '409', '422', '503']),
    );
  });
});
