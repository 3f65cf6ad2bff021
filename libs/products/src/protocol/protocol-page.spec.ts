import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { decisionTable } from '#domain/decisions/decision-table.js';
import { protocol } from '#domain/protocol.js';
import { protocolPage } from './protocol-page.js';

const written = new URL('../../../../docs/protocol/README.md', import.meta.url);

describe('the page of the protocol', () => {
  const page = protocolPage();

  it('stands in docs/protocol as the domain has the protocol', () => {
    expect(readFileSync(written, 'utf8')).toBe(page);
  });

  it.each(protocol.map(({ stage, gate, next }) => [stage, gate, next]))(
    'draws %s, which %s leads to %s',
    (stage, gate, next) => {
      const node = (name: string) => name.replaceAll('-', '');
      expect(page).toContain(`${node(stage)} -- ${gate} --> ${node(next)}`);
      expect(page).toContain(`### ${stage}: \`${gate}\``);
    },
  );

  it('lists every decision', () => {
    for (const type of Object.keys(decisionTable)) expect(page).toContain(`| \`${type}\` |`);
  });
});
