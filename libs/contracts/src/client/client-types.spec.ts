import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import createClient from 'openapi-fetch';
import { clientTypes } from './client-types.js';
import type { paths } from './paths.js';

describe('the types of the client', () => {
  it('stand as the schemas of the API give them; otherwise run npm run schemas', async () => {
    const written = readFileSync(new URL('paths.ts', import.meta.url), 'utf8');
    expect(written === (await clientTypes())).toBe(true);
  });

  it('tell a client what a route takes and how it answers', async () => {
    const asked: string[] = [];
    const client = createClient<paths>({
      baseUrl: 'http://api.example',
      fetch: async ({ url }) => {
        asked.push(url);
        return Response.json({ items: [], nextCursor: null });
      },
    });
    const { data } = await client.GET('/api/v1/journeys/{journeyId}/timeline', {
      params: { path: { journeyId: 'J1' }, query: { direction: 'backward', limit: 10 } },
    });
    expect(data?.nextCursor).toBeNull();
    expect(asked).toEqual([
      'http://api.example/api/v1/journeys/J1/timeline?direction=backward&limit=10',
    ]);
  });
});
