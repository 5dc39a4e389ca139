/** GitHub's published description: what may be asked, and what is answered. */
import { readFile } from 'node:fs/promises';
import { OpenAPIBackend, type Document, type Operation, type Request } from 'openapi-backend';
import { sample, type Schema } from './sample.js';

export interface Described {
  /** What the description has against a request; none: it may be asked so. */
  against(request: Request): readonly string[];
  /** What it has against an answer to that request. */
  againstAnswer(request: Request, status: number, body: unknown): readonly string[];
  /** The least that this answer has to have, with these members. */
  answer(operationId: string, status: number, members: object): unknown;
}

/** GitHub leads there from old names; its description leaves it out. */
const UNDESCRIBED = /^\/repositories\/\d+$/;
const FREE = new Set([401, 403, 404, 422, 409, 500, 502]);

let made: Promise<Described> | undefined;

export const described = (): Promise<Described> => (made ??= load());

async function load(): Promise<Described> {
  const file = new URL('../../fixtures/github-rest.openapi.json', import.meta.url);
  const definition = JSON.parse(await readFile(file, 'utf8'), nullsByEnum) as Document;
  const api = new OpenAPIBackend({
    definition,
    quick: true,
    ajvOpts: { strict: false, logger: false },
  });
  await api.init();
  return {
    against(request) {
      if (UNDESCRIBED.test(request.path)) return [];
      const operation = api.matchOperation(request);
      if (!operation) return [`GitHub has no call ${request.method} ${request.path}`];
      const { errors } = api.validateRequest(request, operation);
      return [...unknownQuery(request, operation), ...wordsOf(request, errors)];
    },
    againstAnswer(request, status, body) {
      const operation = api.matchOperation(request);
      if (!operation || FREE.has(status) || status === 304) return [];
      if (!operation.responses?.[String(status)])
        return [`${request.method} ${request.path} never answers ${status}`];
      if (status === 204) return body === undefined ? [] : ['204 has no body'];
      return wordsOf(request, api.validateResponse(body, operation, status).errors);
    },
    answer(operationId, status, members) {
      const operation = api.getOperation(operationId);
      const said = operation?.responses?.[String(status)] as { content?: Contents } | undefined;
      const schema = said?.content?.['application/json']?.schema;
      if (!schema) throw new Error(`${operationId} has no answer ${status}`);
      return sample(schema, members);
    },
  };
}

/** `nullable` beside no `type`, or beside an `enum` without null, says nothing in OpenAPI 3.0, and its readers refuse it: GitHub means that it may be null. */
function nullsByEnum(_key: string, value: unknown): unknown {
  const { nullable, ...rest } = (value ?? {}) as Schema;
  if (nullable && rest.enum && !rest.enum.includes(null))
    return { ...rest, nullable, enum: [...rest.enum, null] };
  const isOdd = nullable === true && !rest.type && !('$ref' in rest);
  if (!isOdd) return value;
  return rest.allOf || rest.anyOf || rest.oneOf ? { anyOf: [rest, { enum: [null] }] } : rest;
}

type Contents = Readonly<Record<string, { readonly schema?: Schema }>>;

function unknownQuery({ query }: Request, { parameters }: Operation): readonly string[] {
  const known = (parameters ?? []).map((one) => ('name' in one ? one.name : ''));
  return Object.keys(query ?? {})
    .filter((name) => !known.includes(name))
    .map((name) => `unknown query parameter ${name}`);
}

function wordsOf(
  { method, path }: Request,
  errors:
    readonly { instancePath?: string; message?: string; params?: unknown }[] | null | undefined,
): readonly string[] {
  return (errors ?? []).map(
    (one) =>
      `${method} ${path}: ${one.instancePath ?? ''} ${one.message ?? ''} ${JSON.stringify(one.params ?? {})}`,
  );
}
