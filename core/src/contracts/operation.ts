/**
 * What a route does, in plain data: the API's document, the explorer, the rights table and the checks of answers in
 * test hosts come from it. It lets nobody in and refuses nothing: `allow` and the handler do.
 */
import type { z } from 'zod';

/** JSON Schema, draft 2020-12; `#/components/schemas/WireBuild` refers to a type of the wire contract. @experimental */
export interface JsonSchema {
  /** Of `#/components/schemas`: a type of the wire contract. */
  readonly $ref?: string;
  /** Of JSON: `object`, `string`, … */
  readonly type?: string | readonly string[];
  readonly [keyword: string]: unknown;
}
/** zod of any copy, or JSON Schema. @experimental */
export type ValueSchema = z.ZodType | JsonSchema;

/** Who may call. The texts are those of the rights table. @experimental */
export const RIGHTS = {
  anyone: 'Everybody, logged in or not.',
  visitor: 'Everybody where `api.public` is set, else whoever is logged in.',
  'signed-in': 'Whoever is logged in.',
  'repository:read':
    'Who may read the repository; visitors public ones, where `api.public` is set.',
  'repository:write': 'Who may push to the repository.',
  'repository:admin': 'Administrators of the repository.',
  'owner:admin': 'Administrators of all that an owner has.',
  administrator: 'Administrators of the platform.',
  delivery: 'Code hosts: the signature of each delivery is checked.',
  job: "A job's script, by its job token, for what is of its build.",
  run: "A job's worker, by its run token, for that run alone.",
  worker: 'Workers, by their token.',
  role: "The platform's own processes, by the role secret.",
} as const;
/** Who may call: a key of `RIGHTS`. @experimental */
export type Right = keyof typeof RIGHTS;
/** All rights, from everybody to the platform's own processes. @experimental */
export const RIGHT_NAMES = Object.keys(RIGHTS) as readonly Right[];

/** One value of a path or query. @experimental */
export interface OperationParameter {
  /** One sentence. */
  readonly description: string;
  /** Text if absent. */
  readonly schema?: ValueSchema;
  /** Of the query: it must be given. Those of a path always must. */
  readonly required?: boolean;
}

/** What comes with one status. @experimental */
export interface OperationAnswer {
  /** One sentence; the meaning of the status if absent. */
  readonly description?: string;
  /** Absent: no body, or one that is not JSON (`type`). */
  readonly schema?: ValueSchema;
  /** Media type; `application/json` where there is a schema. */
  readonly type?: string;
}

/** One route. @experimental */
export interface Operation {
  /** Method and path as the route has them: `GET /v3/build/:id`. */
  readonly address: string;
  /** One sentence without an end: `Lists builds of a repository`. */
  readonly summary: string;
  /** Markdown. */
  readonly description?: string;
  /** Heading in the explorer; the plugin's id if absent. */
  readonly tag?: string;
  /** Any of them is enough. */
  readonly rights: Right | readonly Right[];
  /** By the names in the path; those left out are texts without a description. */
  readonly params?: Readonly<Record<string, OperationParameter>>;
  /** By name; others are not known. */
  readonly query?: Readonly<Record<string, OperationParameter>>;
  /** What is posted: a schema of JSON, or the media type of bytes. */
  readonly body?: ValueSchema | { readonly mediaType: string };
  /** Default: false. */
  readonly bodyRequired?: boolean;
  /** By status. Errors of the usual form (WireError) may always come, and need no words. */
  readonly answers: Readonly<Record<number, OperationAnswer>>;
}
/** By operation id, unique in the plugin: `listNotes`. @experimental */
export type Operations = Readonly<Record<string, Operation>>;

/** The same with all of its schemas as JSON Schema. @experimental */
export type PlainOperation = Omit<Operation, 'params' | 'query' | 'body' | 'answers' | 'rights'> & {
  /** Any of them is enough. */
  readonly rights: readonly Right[];
  /** All names of the path. */
  readonly params: Readonly<Record<string, PlainParameter>>;
  /** All names that it knows. */
  readonly query: Readonly<Record<string, PlainParameter>>;
  /** Absent: it takes none. */
  readonly body?: JsonSchema | { readonly mediaType: string };
  /** By status. */
  readonly answers: Readonly<Record<number, PlainAnswer>>;
};
/** A parameter with its schema as JSON Schema. @experimental */
export type PlainParameter = Omit<OperationParameter, 'schema'> & { readonly schema?: JsonSchema };
/** An answer with its schema as JSON Schema. @experimental */
export type PlainAnswer = Omit<OperationAnswer, 'schema'> & { readonly schema?: JsonSchema };
/** By operation id. @experimental */
export type PlainOperations = Readonly<Record<string, PlainOperation>>;
