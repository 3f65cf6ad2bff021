import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { sections } from '#config/sections.js';
import { decodeInboundEvent } from '#contracts/inbound/decode-inbound-event.js';
import { deadLetterReasons } from '#contracts/inbound/inbound-event.js';
import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import { checkInbound } from '#partners/check-inbound.js';
import { demonstrationNetwork } from '#partners/demonstration-network.js';
import { PartnerRegistry } from '#partners/registry.js';
import { operationsConsole } from '../../apps/operations-console/src/operations-console.js';
import { startCommand } from '../../apps/local-stack/src/options/start-options.js';
import { versions } from '../../apps/local-stack/src/servers/versions.js';
import { projectRoot } from './cruise.js';
import { packageFile, repositoryFiles, textOf } from './repository.js';

const files = repositoryFiles();
const documents = files.filter(
  (file) => file === 'README.md' || (file.startsWith('docs/') && file.endsWith('.md')),
);
const journey = journeyIdentifier(new Uint8Array(26));

/** The fenced blocks of a language in a document. */
function blocks(document: string, language: string): readonly string[] {
  const found = textOf(document).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'));
  return Array.from(found, ([, block]) => block ?? '');
}

/** The rows of all tables of a document, as cells without their code marks. */
function rows(document: string): readonly (readonly string[])[] {
  const lines = textOf(document).split('\n');
  const cells = (line: string): readonly string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  return lines.filter((line) => line.startsWith('| `')).map(cells);
}

/** Whether a command line names a command of operations, whole, and only options that it has. */
function isCommand(text: string): boolean {
  const words: readonly string[] = text.match(/"[^"]*"|\S+/g) ?? [];
  let command: Command = operationsConsole(() => Promise.resolve());
  for (const word of words)
    command = command.commands.find((one) => one.name() === word) ?? command;
  const isWhole = command.commands.length === 0 || words.includes('--help');
  const taken = ['--help', ...command.options.map(({ long }) => long)];
  return isWhole && words.every((word) => !word.startsWith('--') || taken.includes(word));
}

function anchorsOf(document: string): readonly string[] {
  const headings = textOf(document).matchAll(/^#+ (.+)$/gm);
  return Array.from(headings, ([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('the documents', () => {
  const links = documents.flatMap((document) => {
    const found = textOf(document).matchAll(/\]\((?!https?:)([^)]+)\)/g);
    return Array.from(found, ([, target = '']) => [document, target] as const);
  });

  it.each(links)('%s leads to %s', (document, target) => {
    const [path = '', anchor] = target.split('#');
    const place = path === '' ? document : join(dirname(document), path);
    expect(existsSync(join(projectRoot, place))).toBe(true);
    expect(anchor === undefined || anchorsOf(place).includes(anchor)).toBe(true);
  });

  it('name paths in tables and steps that exist', () => {
    const named = textOf('README.md').matchAll(/`((?:libs|workflows|apps|docs|test)\/[^`<>]+)`/g);
    const missing = Array.from(named, ([, path = '']) => path).filter(
      (path) => !existsSync(join(projectRoot, path)),
    );
    expect(missing).toEqual([]);
  });

  it('give npm commands that there are', () => {
    const { scripts } = packageFile();
    const own = documents.flatMap((document) =>
      Array.from(
        textOf(document).matchAll(/npm (?:run )?(?=\S)(start|test|(?<=run )[a-z:-]+)/g),
        ([, name = '']) => name,
      ),
    );
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('give options to npm start that it takes', () => {
    const taken = startCommand().options.map(({ long }) => long);
    const given = documents.flatMap((document) =>
      Array.from(
        textOf(document).matchAll(/npm start -- ([^`\n]+)/g),
        ([, options = '']) => options,
      ),
    );
    const named = given.flatMap((options) => options.match(/--[a-z-]+/g) ?? []);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((option) => option !== '--help' && !taken.includes(option))).toEqual([]);
  });

  it('give commands of operations that there are, with options they take', () => {
    const given = documents.flatMap((document) =>
      Array.from(
        textOf(document).matchAll(/npm run ops -- ([^`\n]+)/g),
        ([, command = '']) => command,
      ),
    );
    expect(given.length).toBeGreaterThan(3);
    expect(given.filter((text) => !isCommand(text))).toEqual([]);
  });

  it('name nothing of the machines they were written on', () => {
    const suspicious = /\/(work|root|tmp)\/|localhost:\d{5}|\bregistry\.(npm|local)|\.internal\b/;
    expect(documents.filter((document) => suspicious.test(textOf(document)))).toEqual([]);
  });

  it('number each decision once and give it its context, decision and consequences', () => {
    const decisions = documents.filter((document) => /^docs\/decisions\/\d/.test(document));
    const numbers = decisions.map((document) => /\/(\d{4})-[a-z0-9-]+\.md$/.exec(document)?.[1]);
    expect(new Set(numbers).size).toBe(decisions.length);
    decisions.forEach((document, index) => {
      const number = String(Number(numbers[index]));
      const headings = textOf(document).match(/^#+ .*$/gm) ?? [];
      expect(headings[0]).toMatch(new RegExp(`^# ${number}\\. `));
      expect(headings.slice(1)).toEqual(['## Context', '## Decision', '## Consequences']);
    });
    expect(decisions.length).toBeGreaterThan(10);
  });
});

describe('the examples of events', () => {
  const registry = new PartnerRegistry(demonstrationNetwork);
  const examples = files.filter((file) => /^docs\/examples\/.*\.json$/.test(file));
  const topics: Readonly<Record<string, string>> = {
    'vitals.recorded': 'clinic.events.v1',
    'quality.tested': 'lab.events.v1',
  };

  it.each(examples)('%s is what intake takes from that partner', async (file) => {
    const text = textOf(file).replaceAll('JOURNEY', journey);
    const { type } = JSON.parse(text) as { type: string };
    const message = {
      topic: topics[type] ?? '',
      value: Buffer.from(text),
      headers: {},
      timestamp: Date.now(),
    };
    expect(await checkInbound(message, registry)).toMatchObject({ ok: true, event: { type } });
  });

  it('in documents are decoded too', () => {
    const texts = documents.flatMap((document) => blocks(document, 'json'));
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) {
      const decoded = decodeInboundEvent(Buffer.from(text.replaceAll('JOURNEY', journey)));
      expect(decoded).toMatchObject({ ok: true });
    }
  });
});

describe('what is written twice', () => {
  it('names the version of Kafka that is started', () => {
    expect(textOf('README.md')).toContain(`/kafka-${versions.kafka}/bin/kafka-console-producer`);
  });

  it('lists every reason of a dead letter for partners', () => {
    const listed = rows('docs/connect-a-partner.md').flatMap(
      ([reasons = '']) => reasons.match(/[a-z]+(-[a-z]+)*/g) ?? [],
    );
    expect(deadLetterReasons.filter((reason) => !listed.includes(reason))).toEqual([]);
  });
});

describe('the page on the environment', () => {
  const variablesOf = (section: string): readonly string[] =>
    Object.entries(sections)
      .filter(([name]) => name === section)
      .flatMap(([, { in: object }]) => Object.keys(object.shape));
  const table = rows('docs/environment.md').map(([name = '', ...others]) => [
    name.replaceAll('`', ''),
    others,
  ]) as readonly (readonly [string, readonly string[]])[];
  const documented = table.map(([name]) => name);

  const readers = new Map<string, string[]>();
  for (const file of files.filter((path) => /^apps\/.*(?<!\.spec)\.ts$/.test(path))) {
    const app = file.split('/')[1] ?? '';
    for (const [, read = ''] of textOf(file).matchAll(/configurationOf\(([^)]*)\)/g)) {
      const names = Array.from(read.matchAll(/'([a-z]+)'/g), ([, section = '']) => section);
      for (const variable of new Set(names.flatMap(variablesOf))) {
        readers.set(variable, [...new Set([...(readers.get(variable) ?? []), app])]);
      }
    }
  }

  it('lists every variable that is read, and no other', () => {
    const own = files
      .filter((path) => /^apps\/local-stack\/.*(?<!\.spec)\.ts$/.test(path))
      .flatMap(
        (path) => textOf(path).match(/(?<=process\.env\[')[A-Z_]+|\bIDENTITY_[A-Z]+\b/g) ?? [],
      )
      .filter((name) => name !== 'PATH' && name !== 'NODE_OPTIONS');
    const read = Object.keys(sections).flatMap(variablesOf);
    expect(documented.toSorted()).toEqual([...new Set([...read, ...own])].toSorted());
  });

  it('says of each variable of the services which process reads it', () => {
    const said = table.filter(([, cells]) => cells.length === 3 && cells[1] !== 'the same');
    for (const [name, [, users = '']] of said) {
      const claimed = users === 'all' ? readers.get('LOG_LEVEL') : users.split(', ');
      expect([name, claimed?.toSorted()]).toEqual([name, readers.get(name)?.toSorted()]);
    }
  });
});
