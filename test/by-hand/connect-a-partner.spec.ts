import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import { KafkaConsumer } from '#kafka/consumer.js';
import type { ReceivedMessage } from '#kafka/received-message.js';
import { ensureTopics } from '#kafka/topics.js';
import { type Checked, checkInbound } from '#partners/check-inbound.js';
import { loadPartners } from '#partners/load-partners.js';
import type { PartnerKey } from '#partners/registry.js';
import type { RegistryData } from '#partners/registry.schema.js';
import { partnerFilesIn } from '../../apps/local-stack/src/data/partner-files.js';
import { kafkaFolder } from '../../apps/local-stack/src/servers/index.js';
import { type KafkaBroker, kafkaBroker, until } from '../kafka/kafka-broker.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, 'dist', 'apps', 'partner-console', 'src', 'main.js');
const page = readFileSync(join(root, 'docs', 'connect-a-partner.md'), 'utf8');
const [makeKeys = '', checkAndSend = '', byConsole = ''] = Array.from(
  page.matchAll(/^```sh\n(.*?)^```/gms),
  ([, block]) => block ?? '',
);
const journeyId = journeyIdentifier(crypto.getRandomValues(new Uint8Array(26)));
const topic = 'lab.events.v1';
const received: ReceivedMessage[] = [];

let broker: KafkaBroker;
let consumer: KafkaConsumer;
let folder: string;
let partnersFile: string;

beforeAll(async () => {
  broker = await kafkaBroker('connect-a-partner');
  await ensureTopics(broker.brokers, ['alpine-qc'], broker.logger);
  folder = mkdtempSync(join(tmpdir(), 'connect-a-partner-'));
  mkdirSync(join(folder, 'docs'));
  cpSync(join(root, 'docs', 'examples'), join(folder, 'docs', 'examples'), { recursive: true });
  partnersFile = partnerFilesIn(folder, Date.now()).registry;
  consumer = new KafkaConsumer({
    ...broker,
    groupId: journeyId,
    topics: [topic],
    onMessages: (messages) => {
      received.push(...messages.filter(({ key }) => String(key) === journeyId));
    },
  });
  await consumer.start();
});

afterAll(async () => {
  await consumer.close();
  await broker.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Types a block of the page as it stands, with this journey, this broker and this machine's programs in their places. */
async function typed(block: string): Promise<string> {
  const commands = block
    .replaceAll('npm run partner --', `node ${program}`)
    .replaceAll('npm --silent run partner --', `node ${program}`)
    .replace('paste-the-journey-id-here', journeyId)
    .replace('127.0.0.1:9092', broker.brokers.join(','))
    .replace(/\S+(?=\/bin\/kafka-console-producer)/, await kafkaFolder());
  const env = {
    ...process.env,
    JOURNEY: journeyId,
    KAFKA_BROKERS: broker.brokers.join(','),
    PARTNERS_FILE: partnersFile,
  };
  const { stdout } = await promisify(execFile)('sh', ['-ec', commands], { cwd: folder, env });
  return stdout;
}

/** Runs the command of a partner; gives what it says and its exit code. */
async function partner(...args: readonly string[]): Promise<{ code: number; said: string }> {
  try {
    return { code: 0, said: await typed(`npm run partner -- ${args.join(' ')}`) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: stdout + stderr };
  }
}

/** Does what the page says with what `keys` prints. */
function register(printed: string): void {
  const { keys } = parse(printed) as { readonly keys: PartnerKey[] };
  const registry = parse(readFileSync(partnersFile, 'utf8')) as RegistryData;
  for (const entry of registry.partners) {
    if (entry.id === 'alpine-qc') entry.keys.splice(0, 1, ...keys);
  }
  writeFileSync(partnersFile, stringify(registry));
}

async function takenByIntake(): Promise<readonly Checked[]> {
  const registry = loadPartners(partnersFile);
  return Promise.all(received.map((message) => checkInbound(message, registry)));
}

describe('the page for partners', () => {
  it('leads from a key pair to a signed event that intake takes', async () => {
    register(await typed(makeKeys));
    expect(statSync(join(folder, 'alpine-qc-2027.private.json')).mode & 0o777).toBe(0o600);
    const said = await typed(checkAndSend);
    expect(said).toContain(`good: quality.tested about ${journeyId} on ${topic}, signed`);
    expect(said).toContain(`sent to ${topic} under the key ${journeyId}`);
    await until(() => received.length === 1);
    expect(await takenByIntake()).toMatchObject([{ ok: true, event: { subject: journeyId } }]);
  });

  it("does the same with Kafka's own console producer", async () => {
    await typed(byConsole);
    await until(() => received.length === 2);
    expect(await takenByIntake()).toMatchObject([{ ok: true }, { ok: true }]);
    const [first, second] = received;
    expect(second?.value).toEqual(first?.value);
    expect(second?.headers).toEqual(first?.headers);
  });
});

describe('the command of a partner', () => {
  const key = ['--key', 'alpine-qc-2027.private.json'];

  function write(file: string, change: (event: Record<string, unknown>) => object): void {
    const event = JSON.parse(readFileSync(join(folder, 'event.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    writeFileSync(join(folder, file), JSON.stringify({ ...event, ...change(event) }));
  }

  it('names the field that is wrong', async () => {
    write('wrong.json', ({ data }) => ({ data: { ...(data as object), test: 'guesswork' } }));
    const { code, said } = await partner('check', 'wrong.json', ...key);
    expect(code).toBe(1);
    expect(said).toMatch(/^invalid-data\n\/data\/test: expected /);
    expect(said).not.toContain('guesswork');
  });

  it('says what a partner may not publish', async () => {
    write('foreign.json', () => ({ type: 'shipment.lost', data: { shipmentId: 'S1' } }));
    expect(await partner('check', 'foreign.json', ...key)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^not-permitted\n\/type: /),
    });
  });

  it('says what is wrong with a signature', async () => {
    expect(await partner('check', 'event.json')).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^bad-signature\n/),
    });
    const { said: signature } = await partner('sign', 'event.json', ...key);
    write('other.json', () => ({ id: 'another' }));
    const given = ['--signature', signature.trim()];
    expect((await partner('check', 'event.json', ...given)).code).toBe(0);
    expect(await partner('check', 'other.json', ...given)).toMatchObject({
      code: 1,
      said: expect.stringContaining('exactly these bytes'),
    });
  });

  it('sends what will be refused only when told so', async () => {
    const before = received.length;
    const refused = await partner('send', 'wrong.json', ...key);
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('not sent') });
    expect((await partner('send', 'wrong.json', ...key, '--anyway')).code).toBe(0);
    await until(() => received.length === before + 1);
    expect((await takenByIntake()).at(-1)).toMatchObject({ reason: 'invalid-data' });
  });

  it('never writes over a private key, nor shows what it cannot read of one', async () => {
    expect((await partner('keys', '--kid', 'alpine-qc-2027')).code).toBe(1);
    writeFileSync(join(folder, 'half.private.json'), '{"d":"secret-part');
    const { code, said } = await partner('sign', 'event.json', '--key', 'half.private.json');
    expect(code).toBe(1);
    expect(said).not.toContain('secret-part');
  });

  it('ends with 2 for a command line it does not understand', async () => {
    expect((await partner('sign', 'event.json')).code).toBe(2);
    expect((await partner('dance')).code).toBe(2);
  });
});
