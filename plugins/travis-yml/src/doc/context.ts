import type { KeyNode, MapNode, Options } from '@turnpike/sdk';
import type { Doc } from './doc.js';

/** All options, set. */
export type Switches = Readonly<Required<Options>>;

const off: Switches = {
  alert: false,
  defaults: false,
  fix: false,
  line: false,
  empty: false,
  support: false,
  drop: false,
  merge_normalized: false,
  hints: false,
};

const production: Switches = {
  ...off,
  alert: true,
  defaults: true,
  fix: true,
  line: true,
  hints: true,
};

/** Production's switches with changes. */
export const switches = (options: Options = {}): Switches => ({ ...production, ...options });

/** Only the switches named. */
export const onlySwitches = (options: Options): Switches => ({ ...off, ...options });

/** Unknown keys of one file that are worth a search: hostile files have thousands. */
export const newBudget = (): { spellings: number } => ({ spellings: 200 });

/** Repairs a value towards a node; the context is the caller's, which may differ from its own. */
export type Change = (schema: KeyNode, doc: Doc, context: DocContext) => Doc;

/** What every step of one normalization shares. */
export interface DocContext {
  readonly options: Switches;
  readonly root: MapNode;
  /** All keys that the schema knows anywhere. */
  readonly known: ReadonlySet<string>;
  /** How many more unknown keys are compared with the known ones. */
  readonly budget: { spellings: number };
  /** Repairs what a value holds: the steps for lists and maps need not know all the others. */
  readonly change: Change;
  /** A list that is not cut to its first item, since another alternative takes lists. */
  readonly uncut?: Doc;
}
