/** One operation as OpenAPI has it. */
import { RIGHTS, type JsonSchema, type PlainAnswer, type Right } from '@turnpike/sdk';
import { hoisted, type Components } from './components.js';
import type { Described } from './described.js';

const ERROR = {
  description: 'It was refused, or failed.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/WireError' } } },
};

/** `names`: of the path's parameters, as the first route of this path calls them. */
export function operationObject(
  described: Described,
  names: readonly string[],
  components: Components,
): JsonSchema {
  const { id, plugin, operation, isHere, isSocket } = described;
  const marks = {
    'x-turnpike-plugin': plugin,
    ...(isHere ? {} : { 'x-turnpike-elsewhere': true }),
    ...(isSocket ? { 'x-turnpike-websocket': true } : {}),
  };
  if (!operation)
    return {
      operationId: id,
      tags: [plugin],
      summary: `Not described by the plugin ${plugin}`,
      parameters: pathParameters(described.path, names, {}),
      responses: { default: { description: 'Unknown.' } },
      ...marks,
      'x-turnpike-undescribed': true,
    };
  const { summary, description, tag, rights } = operation;
  return {
    operationId: id,
    tags: [tag ?? plugin],
    summary,
    description: [description, `**Rights:** ${wordsOf(rights)}`].filter(Boolean).join('\n\n'),
    parameters: [
      ...pathParameters(described.path, names, operation.params),
      ...queryParameters(operation.query),
    ],
    ...bodyOf(operation, id, components),
    responses: { ...answersOf(operation.answers, id, components), default: ERROR },
    security: securityOf(rights),
    ...marks,
    'x-turnpike-rights': rights,
  };
}

const wordsOf = (rights: readonly Right[]): string =>
  rights.map((one) => RIGHTS[one]).join(' Or: ');

type Parameters = NonNullable<Described['operation']>['params'];

function pathParameters(path: string, names: readonly string[], said: Parameters) {
  const own = namesIn(path);
  return own.map((name, index) => {
    const { description, schema = { type: 'string' } } = said[name] ?? {};
    const words = description === undefined ? {} : { description };
    return { name: names[index] ?? name, in: 'path', required: true, ...words, schema };
  });
}

export function namesIn(path: string): readonly string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
}

function queryParameters(query: Parameters) {
  return Object.entries(query).map(([name, { description, required, schema }]) => ({
    name,
    in: 'query',
    ...(required ? { required } : {}),
    description,
    schema: schema ?? { type: 'string' },
  }));
}

function bodyOf(
  { body, bodyRequired = true }: NonNullable<Described['operation']>,
  id: string,
  components: Components,
) {
  if (body === undefined) return {};
  const content =
    'mediaType' in body
      ? { [String(body['mediaType'])]: {} }
      : { 'application/json': { schema: hoisted(body as JsonSchema, `${id}.body`, components) } };
  return { requestBody: { required: bodyRequired, content } };
}

function answersOf(
  answers: Readonly<Record<number, PlainAnswer>>,
  id: string,
  components: Components,
) {
  return Object.fromEntries(
    Object.entries(answers).map(([status, { description, schema, type }]) => {
      const media = type ?? (schema ? 'application/json' : undefined);
      const value = schema ? { schema: hoisted(schema, `${id}.${status}`, components) } : {};
      const content = media === undefined ? {} : { content: { [media]: value } };
      return [status, { description: description ?? meaning(Number(status)), ...content }];
    }),
  );
}

const MEANINGS: Readonly<Record<number, string>> = {
  101: 'The connection is a WebSocket from here on.',
  200: 'Done.',
  201: 'It was made.',
  202: 'It was accepted, and happens soon.',
  204: 'Done; there is no body.',
};
const meaning = (status: number): string => MEANINGS[status] ?? `Status ${status}.`;

const BEARERS: ReadonlySet<Right> = new Set(['job', 'run', 'worker', 'role']);
const OPEN: ReadonlySet<Right> = new Set(['anyone', 'visitor', 'repository:read', 'delivery']);

/** An empty one: without credentials, too. */
function securityOf(rights: readonly Right[]): readonly JsonSchema[] {
  const own = rights.filter((right) => BEARERS.has(right));
  return [
    ...(rights.some((right) => OPEN.has(right)) ? [{}] : []),
    ...(own.length < rights.length ? [{ token: [] }, { session: [] }] : []),
    ...(own.length > 0 ? [{ bearer: [] }] : []),
  ];
}
