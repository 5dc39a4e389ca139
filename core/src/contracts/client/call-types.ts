/** What each call of API v3 takes and answers, as types: from its address and from `CALLS`. */
import type { CALLS } from '../wire/calls.js';
import type { API, ApiName } from '../wire/paths.js';
import type { WireInputs } from '../wire/resources.js';
import type { WireTypes } from '../wire/types.js';

type Described = typeof CALLS;

type Clean<T extends string> = T extends `${infer Name}(.*)` ? Name : T;
type ParamNames<P extends string> = P extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer More}`
    ? Clean<Name> | ParamNames<`/${More}`>
    : Clean<Rest>
  : never;
type Params<N extends ApiName> = ParamNames<(typeof API)[N]>;

type Query<N extends ApiName> = Described[N] extends { readonly query: infer Q }
  ? { readonly [K in keyof Q]?: string | number | boolean | undefined }
  : Readonly<Record<never, never>>;

type BodyName<N extends ApiName> = Described[N] extends { readonly body: infer B } ? B : never;
type Body<N extends ApiName> =
  BodyName<N> extends `${infer B extends keyof WireInputs & string}?`
    ? { readonly body?: WireInputs[B] }
    : BodyName<N> extends keyof WireInputs
      ? [BodyName<N>] extends [never]
        ? { readonly body?: undefined }
        : { readonly body: WireInputs[BodyName<N>] }
      : { readonly body?: undefined };

/** `params` and `body` where the call takes them, `query` with the names that it knows. @stable */
export type CallInput<N extends ApiName> = ([Params<N>] extends [never]
  ? { readonly params?: undefined }
  : { readonly params: { readonly [K in Params<N>]: string | number } }) & {
  /** Names that the call knows; others do not compile. */
  readonly query?: Query<N>;
  /** Ends the call; it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Beside those of the client: `range`. */
  readonly headers?: Readonly<Record<string, string>>;
} & Body<N>;

/** No second argument where nothing must be said. @stable */
export type CallArguments<N extends ApiName> =
  Readonly<Record<never, never>> extends CallInput<N>
    ? readonly [input?: CallInput<N>]
    : readonly [input: CallInput<N>];

/** `void` where there is no body, or none that is JSON: `raw` has those. @stable */
export type AnswerOf<N extends ApiName> = Described[N] extends { readonly answer: infer A }
  ? A extends keyof WireTypes
    ? WireTypes[A]
    : void
  : void;

/** Calls whose lists come in pages. @stable */
export type PagedName = {
  [N in ApiName]: Described[N] extends { readonly query: { readonly offset: unknown } } ? N : never;
}[ApiName];
/** What a list holds. @stable */
export type EntryOf<N extends PagedName> = {
  [K in keyof AnswerOf<N>]: AnswerOf<N>[K] extends readonly (infer E)[] ? E : never;
}[Exclude<keyof AnswerOf<N>, `@${string}`>];
