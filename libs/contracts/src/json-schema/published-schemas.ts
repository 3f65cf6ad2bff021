import { z } from 'zod';
import { catalogue } from '../inbound/catalogue.js';
import { envelopeSchema } from '../inbound/envelope.js';
import type { EventType } from '../inbound/event-type.js';
import { journalRecordSchema } from '../outbound/journal-record.js';
import { partnerRequestSchema } from '../outbound/partner-request.js';

/** The command that writes what this file gives. */
const command = 'node dist/libs/contracts/src/json-schema/write-schemas.js';

type PublishedType = {
  readonly name: string;
  readonly type: EventType;
  readonly topics: readonly string[];
};

/** The files partners and reviewers read, by name: a schema for each inbound type and what goes out, and their index. */
export function publishedSchemas(): ReadonlyMap<string, string> {
  const types = publishedTypes();
  return new Map([
    ...types.map((one) => [`${one.name}.json`, text(inboundSchema(one))] as const),
    ['journal-record.json', text(schemaOf(journalRecordSchema))],
    ['partner-request.json', text(schemaOf(partnerRequestSchema))],
    ['README.md', index(types)],
  ]);
}

function publishedTypes(): readonly PublishedType[] {
  const named = Object.entries(catalogue).flatMap(([topic, types]) =>
    Object.entries(types).map(([name, type]) => ({ name, type, topic })),
  );
  return [...Map.groupBy(named, ({ name }) => name)]
    .flatMap(([name, [first, ...others]]) =>
      first === undefined
        ? []
        : [
            {
              name,
              type: first.type,
              topics: [first, ...others].map(({ topic }) => topicName(topic)),
            },
          ],
    )
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function topicName(topic: string): string {
  return topic === 'anyTopic' ? 'any' : topic;
}

function inboundSchema({ name, type, topics }: PublishedType): object {
  const { $schema, properties, ...envelope } = schemaOf(envelopeSchema);
  const { $schema: _same, ...data } = schemaOf(type.data);
  return {
    $schema,
    title: name,
    description: `An event of the topic ${topics.join(' or ')}, as the value of a Kafka message.`,
    ...envelope,
    properties: { ...properties, type: { const: name }, data },
  };
}

/** What a sender may write; identifiers stand in their normal form, though blanks and lower case are taken too. */
function schemaOf(schema: z.ZodType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      // The pattern behind a format and the limit of whole numbers say nothing that the format does not.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
}

function text(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function index(types: readonly PublishedType[]): string {
  const rows = types.map(({ name, type, topics }) => {
    const cells = [
      `[\`${name}\`](${name}.json)`,
      topics.join(', '),
      type.happened ?? 'happenedAt',
      type.occurrence.join(', '),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    'JSON Schemas of every event: what partners send, the [journal](journal-record.json), and the [requests](partner-request.json) partners read.',
    `Nothing here is written by hand: \`${command}\` writes it from the schemas the services check with.`,
    '',
    'The whole message value has to match. An event happened at the field named below, or where that is absent at `time`;',
    'a second event of a type with the same occurrence key never counts again.',
    '',
    '| type | topic | when it happened | occurrence key |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
