import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { openApiDocument } from '../http/openapi-document.js';

type Json = Readonly<Record<string, unknown>>;

type Parameter = { readonly name: string; readonly in: string; readonly required: boolean } & {
  readonly schema: JSONSchema;
};

type Content = { readonly content?: Readonly<Record<string, { readonly schema: JSONSchema }>> };

type Described = {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content & { readonly description: string }>>;
};

const head = '// Written by `npm run schemas` from the schemas of the API: change those.';

const problemAnswer = `
/** What every refusal is answered with. */
export interface ProblemAnswer {
  headers: { [name: string]: unknown };
  content: { 'application/problem+json': Problem };
}
`;

const nothing: JSONSchema = { tsType: 'never' };

/** The type `paths` of every route, in the form that openapi-fetch takes. */
export async function clientTypes(): Promise<string> {
  const { paths, components } = openApiDocument('1') as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
    readonly components: { readonly schemas: Json };
  };
  const described = Object.entries(paths).map(([path, operations]) => {
    const methods = Object.entries(operations).map(([method, operation]) => [
      method,
      operationSchema(operation),
    ]);
    return [path, closed(Object.fromEntries(methods) as Record<string, JSONSchema>)] as const;
  });
  const schema = closed(Object.fromEntries(described));
  const text = await compile(
    local({ ...schema, definitions: components.schemas } as JSONSchema),
    'paths',
    {
      bannerComment: head,
      additionalProperties: true,
      unreachableDefinitions: true,
      ignoreMinAndMaxItems: true,
      style: { singleQuote: true, printWidth: 100 },
    },
  );
  // A status is a number to a typed client.
  return `${text}${problemAnswer}`
    .replace('export interface Paths', 'export interface paths')
    .replaceAll(/^(\s*)["'](\d{3})["'](\??):/gm, '$1$2$3:');
}

function operationSchema({
  operationId,
  summary,
  parameters,
  requestBody,
  responses,
}: Described): JSONSchema {
  const answers = Object.entries(responses).map(([status, answer]) => [
    status,
    answer.content?.['application/problem+json'] === undefined
      ? closed({ headers: { tsType: '{ [name: string]: unknown }' }, ...contentOf(answer) })
      : { tsType: 'ProblemAnswer' },
  ]);
  return {
    ...closed(
      {
        parameters: closed(
          {
            path: parametersIn(parameters, 'path'),
            query: parametersIn(parameters, 'query'),
            header: parametersIn(parameters, 'header'),
            cookie: nothing,
          },
          ['cookie', ...optionalIn(parameters)],
        ),
        requestBody: requestBody === undefined ? nothing : closed(contentOf(requestBody)),
        responses: closed(Object.fromEntries(answers) as Record<string, JSONSchema>),
      },
      requestBody === undefined ? ['requestBody'] : [],
    ),
    description: `\`${operationId}\`: ${summary}`,
  };
}

function parametersIn(parameters: readonly Parameter[], place: string): JSONSchema {
  const own = parameters.filter((parameter) => parameter.in === place);
  if (own.length === 0) return nothing;
  return closed(
    Object.fromEntries(own.map(({ name, schema }) => [name, schema])),
    own.filter(({ required }) => !required).map(({ name }) => name),
  );
}

/** The places of which no parameter has to be given. */
function optionalIn(parameters: readonly Parameter[]): readonly string[] {
  return ['path', 'query', 'header'].filter(
    (place) => !parameters.some((parameter) => parameter.in === place && parameter.required),
  );
}

function contentOf({ content }: Content): { readonly content: JSONSchema } | Record<string, never> {
  if (content === undefined) return {};
  const forms = Object.entries(content).map(([form, { schema }]) => [form, schema]);
  return { content: closed(Object.fromEntries(forms) as Record<string, JSONSchema>) };
}

/** References of the description as references of one schema. */
function local(schema: JSONSchema): JSONSchema {
  const text = JSON.stringify(schema).replaceAll('#/components/schemas/', '#/definitions/');
  return JSON.parse(text) as JSONSchema;
}

function closed(
  properties: Readonly<Record<string, JSONSchema>>,
  optional: readonly string[] = [],
): JSONSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}
