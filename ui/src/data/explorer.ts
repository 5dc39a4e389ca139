/** What the API is, from the document that the server makes of its routes. */
import type { Right } from '@turnpike/core/contracts/wire';
import { ask, callPath } from './http.js';

/** The part of JSON Schema that is shown. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly additionalProperties?: boolean | Schema;
}
export type Schemas = Readonly<Record<string, Schema>>;

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly description: string;
  readonly type: string;
}
export interface Answer {
  readonly status: string;
  readonly description: string;
  readonly type: string | undefined;
  readonly schema: Schema | undefined;
}
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly plugin: string;
  readonly summary: string;
  readonly description: string;
  readonly rights: readonly Right[];
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  readonly answers: readonly Answer[];
  /** GETs that this process answers with JSON or text. */
  readonly mayTry: boolean;
  readonly isElsewhere: boolean;
}
export interface ApiDocument {
  readonly groups: readonly { readonly tag: string; readonly operations: readonly Operation[] }[];
  readonly schemas: Schemas;
}

type Raw = Readonly<Record<string, never>>;
interface RawDocument {
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Raw>>>>;
  readonly components: { readonly schemas: Schemas };
}

export async function readDocument(signal?: AbortSignal): Promise<ApiDocument> {
  const raw = (await callPath('/v3/openapi.json', signal ? { signal } : {})) as RawDocument;
  const operations = Object.entries(raw.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, one]) => operationOf(method.toUpperCase(), path, one)),
  );
  const groups = raw.tags.map(({ name: tag }) => ({
    tag,
    operations: operations.filter((one) => one.tag === tag),
  }));
  return { groups: groups.toSorted((a, b) => rank(a) - rank(b)), schemas: raw.components.schemas };
}

/** First what people call, last what our own processes call. */
function rank({ operations: [first] }: ApiDocument['groups'][number]): number {
  if (first?.path.startsWith('/v3/')) return 0;
  return first?.path.startsWith('/rpc/') ? 2 : 1;
}

function operationOf(method: string, path: string, raw: Raw): Operation {
  const answers = Object.entries((raw['responses'] ?? {}) as Record<string, Raw>).map(answerOf);
  const isSocket = raw['x-turnpike-websocket'] === true;
  const isElsewhere = raw['x-turnpike-elsewhere'] === true;
  const shown = answers.every(({ type }) => type === undefined || /json|text\/plain/.test(type));
  return {
    id: raw['operationId'] ?? '',
    method,
    path,
    tag: (raw['tags'] as readonly string[] | undefined)?.[0] ?? '',
    plugin: raw['x-turnpike-plugin'] ?? '',
    summary: raw['summary'] ?? '',
    description: String(raw['description'] ?? '').replace(/\s*\*\*Rights:\*\*[\s\S]*$/, ''),
    rights: raw['x-turnpike-rights'] ?? [],
    parameters: ((raw['parameters'] ?? []) as readonly Raw[]).map(parameterOf),
    body: contentOf(raw['requestBody'] ?? {}).schema,
    answers,
    mayTry: method === 'GET' && shown && !isSocket && !isElsewhere,
    isElsewhere,
  };
}

function parameterOf(raw: Raw): Parameter {
  return {
    name: raw['name'] ?? '',
    in: raw['in'] ?? 'query',
    required: raw['required'] ?? false,
    description: raw['description'] ?? '',
    type: String((raw['schema'] as Schema | undefined)?.type ?? 'string'),
  };
}

function answerOf([status, raw]: readonly [string, Raw]): Answer {
  return { status, description: raw['description'] ?? '', ...contentOf(raw) };
}

function contentOf(raw: { readonly content?: Readonly<Record<string, { schema?: Schema }>> }) {
  const [type, value] = Object.entries(raw.content ?? {})[0] ?? [];
  return { type, schema: value?.schema };
}

export type Values = Readonly<Record<string, string>>;

/** The address with its values; those of the path that are missing are named. */
export function filledPath(
  { path, parameters }: Operation,
  values: Values,
): { readonly path: string; readonly missing: readonly string[] } {
  const query = new URLSearchParams();
  let filled = path;
  const missing: string[] = [];
  for (const { name, in: place, required } of parameters) {
    const value = values[name] ?? '';
    if (value === '' && required) missing.push(name);
    if (place === 'path') filled = filled.replace(`{${name}}`, encodeURIComponent(value));
    else if (value !== '') query.set(name, value);
  }
  return { path: query.size > 0 ? `${filled}?${query}` : filled, missing };
}

export interface Tried {
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  readonly text: string;
}
const MOST_SHOWN = 100_000;

/** Asks with the rights of whoever is logged in. */
export async function tryCall(path: string): Promise<Tried> {
  const begin = performance.now();
  const response = await ask(path);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const shown = isJson && text !== '' ? JSON.stringify(JSON.parse(text), null, 2) : text;
  const ms = Math.round(performance.now() - begin);
  return { path, status: response.status, ms, text: shown.slice(0, MOST_SHOWN) };
}
