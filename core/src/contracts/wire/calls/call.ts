/** What one call of API v3 takes and answers, in few words; `operationsOf` makes an Operation of it. */
import type { Right } from '../../operation.js';
import type { WireInputs } from '../resources.js';
import type { WireTypes } from '../types.js';

export type QueryKind = 'integer' | 'boolean' | 'text';
/** One call of the API. @stable */
export interface Call {
  /** One sentence without an end. */
  readonly summary: string;
  /** Markdown. */
  readonly description?: string;
  /** Any of them is enough. */
  readonly rights: Right;
  /** Descriptions by name; with a kind where it is no text. */
  readonly query?: Readonly<Record<string, string | readonly [kind: QueryKind, text: string]>>;
  /** Name in WireInputs. `?` at its end: it may be left out. */
  readonly body?: keyof WireInputs | `${keyof WireInputs & string}?`;
  /** Name in WireTypes; absent: 204 without a body. */
  readonly answer?: keyof WireTypes;
  /** 200 where there is an answer, else 204, if absent. */
  readonly status?: 200 | 201 | 202;
  /** Media type of an answer that is no JSON. */
  readonly media?: string;
  /** Further answers below 400. */
  readonly also?: Readonly<Record<number, string>>;
}
export type Calls = Readonly<Record<string, Call>>;

/** Of lists that come in pages. */
export const PAGED = {
  limit: ['integer', 'Entries of a page: 25 if absent (100 on some lists), at most 100.'],
  offset: ['integer', 'Entries that are left out before the first.'],
} as const;
export const INCLUDE = {
  include:
    'Nested objects that come whole, by comma: `build.commit,job.config`. Others come as `minimal`, or as only their `@href`.',
} as const;
/** Of what an owner is named by. */
export const OF_HOST = {
  host: 'Id of the code host, where several have an owner of this name.',
} as const;
