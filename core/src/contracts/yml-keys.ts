/** Values of root keys, by key: `{ os: ['osx'] }`. All keys must hold, each with any of its values. @stable */
export type KeySupport = { readonly [key: string]: readonly string[] };

/**
 * `internal`: for the platform itself, not shown in references. `edge`: experimental, reported.
 * `expand`: an axis of the matrix. `unique`: no two siblings with one value.
 * `unique_value_globally`: no two maps of this kind with one value in the whole file.
 * @stable
 */
export type KeyFlag = 'internal' | 'edge' | 'expand' | 'unique' | 'unique_value_globally';

/** A value added where a key is missing; the first that `only` and `except` admit. @stable */
export interface KeyDefault {
  /** What is added. */
  readonly value: string;
  /** Root values under which it is. */
  readonly only?: KeySupport;
  /** Root values under which it is not. */
  readonly except?: KeySupport;
}

/** Why a key or value that is taken for compatibility does not do here what it says. @stable */
export interface KeyInert {
  /** Half a sentence that goes after "does nothing here: ". */
  readonly why: string;
  /** What does it here, as half a sentence; absent: nothing does. */
  readonly instead?: string;
  /**
   * `refused`: without it a job would be another one, so it is errored at its start with this reason.
   * `limited`: it acts, but not in full; `why` says what of it does not. Default: it does nothing.
   */
  readonly how?: 'refused' | 'limited';
}

/** One of a fixed set of values. @stable */
export interface KeyChoice {
  /** As it is kept. */
  readonly value: string | boolean;
  /** Said wherever the value is used. */
  readonly inert?: KeyInert;
  /** Other spellings, replaced with a message. */
  readonly aliases?: readonly string[];
  /** Root values under which it may stand. */
  readonly only?: KeySupport;
  /** Root values under which it may not. */
  readonly except?: KeySupport;
  /** What it is besides. */
  readonly flags?: readonly KeyFlag[];
  /** It is new, which is said. */
  readonly edge?: true;
  /** Why it should not be used any more, or `true`. */
  readonly deprecated?: string | true;
}

interface KeyNodeBase {
  /** One line for the reference page and the editor. */
  readonly summary?: string;
  /**
   * Who reads the key, as a plugin and what in it: `build/checkout`. Default: the plugin that
   * contributes it. The reference shows it, and a test looks there.
   */
  readonly acts?: string;
  /** Said wherever the key is used (messages `inert_key`, `limited_key`, `refused_key`). */
  readonly inert?: KeyInert;
  /** Other names of the key that this node stands under. */
  readonly aliases?: readonly string[];
  /** Why it should not be used any more, or `true`. */
  readonly deprecated?: string | true;
  /** What it is besides. */
  readonly flags?: readonly KeyFlag[];
  /** Root values with which the key has effect: under others it is kept, and removed from jobs. */
  readonly only?: KeySupport;
  /** Root values under which the key has no effect. */
  readonly except?: KeySupport;
  /** Among alternatives: the preferred form that others are turned into. */
  readonly normal?: true;
}

/** A text. @stable */
export interface StringNode extends KeyNodeBase {
  /** Tells it from other nodes. */
  readonly type: 'str';
  /** The only ones; absent: any. */
  readonly values?: readonly KeyChoice[];
  /** The first that applies is added where the key is missing. */
  readonly defaults?: readonly KeyDefault[];
  /** Capital letters are made small. */
  readonly downcase?: true;
  /** Values are found whatever their case. */
  readonly ignore_case?: true;
  /** Pattern that the text must match. */
  readonly format?: string;
  /** Names that `%{…}` in the text may hold. */
  readonly vars?: readonly string[];
}

/** A number, also as text. @stable */
export interface NumberNode extends KeyNodeBase {
  /** Tells it from other nodes. */
  readonly type: 'num';
}

/** `true` or `false`, also as words. @stable */
export interface BooleanNode extends KeyNodeBase {
  /** Tells it from other nodes. */
  readonly type: 'bool';
  /** Other spellings. */
  readonly values?: readonly KeyChoice[];
}

/** An encrypted value. `strict`: plain text is reported. @stable */
export interface SecureNode extends KeyNodeBase {
  /** Tells it from other nodes. */
  readonly type: 'secure';
  /** Is plain text reported? */
  readonly strict?: boolean;
  /** Longest text that is no file, in characters. */
  readonly max_size?: number;
}

/** A list; a single value is wrapped. @stable */
export interface ListNode extends KeyNodeBase {
  /** Tells it from other nodes. */
  readonly type: 'seq';
  /** Each of it. */
  readonly items: KeyNode;
  /** Repairs, in order. */
  readonly changes?: readonly NodeChange[];
}

/** Repairs of a whole map or list that belong to one key only. @stable */
export type NodeChange = { readonly change: string; readonly [option: string]: unknown };

/** Keys with values. @stable */
export interface MapNode extends KeyNodeBase {
  /** Tells it from other nodes. */
  readonly type: 'map';
  /** Those that it knows. */
  readonly keys?: { readonly [key: string]: KeyNode };
  /** Node of all keys that `keys` does not name; absent: other keys are unknown. */
  readonly any_key?: KeyNode;
  /** Pattern of the names that `any_key` stands for. */
  readonly format?: string;
  /** Those that must be there. */
  readonly required?: readonly string[];
  /** Main key: a value that is no such map is put under it; `only` names the types it takes. */
  readonly prefix?: { readonly key: string; readonly only?: readonly string[] };
  /** Repairs, in order. */
  readonly changes?: readonly NodeChange[];
  /** `false`: unknown keys pass without a message. */
  readonly strict?: boolean;
}

/** Alternatives, tried in order; `normal` ones first. `detect` names the key that tells them apart. @stable */
export interface ChoiceNode extends KeyNodeBase {
  /** Tells it from other nodes. */
  readonly type: 'any';
  /** At least two. */
  readonly any_of: readonly KeyNode[];
  /** Key whose value says which of them is meant. */
  readonly detect?: string;
}

/** What may stand under a key. Plain data: no functions, no cycles. @stable */
export type KeyNode =
  StringNode | NumberNode | BooleanNode | SecureNode | ListNode | MapNode | ChoiceNode;

/**
 * A key that another plugin owns: it has effect under this contribution's language, too. Where no
 * plugin defines it the boot fails; an `optional` one is unknown then.
 * @stable
 */
export interface SharedKey {
  /** Tells it from nodes. */
  readonly type: 'shared';
  /** Where nobody has it, it is unknown. */
  readonly optional?: true;
}

/** Nodes by the name of their key. @stable */
export type KeyNodes = { readonly [key: string]: KeyNode };
/** The same, with keys that another plugin owns. @stable */
export type ContributedKeys = { readonly [key: string]: KeyNode | SharedKey };

/**
 * Keys that a plugin adds to the configuration language (`definePlugin({ yml })`), read from all
 * installed plugins in every process. Plain data.
 *
 * - `root`: top level, and (as a single value) every `jobs.include/exclude/allow_failures` entry
 *   where the node is an axis (`flags: ['expand']`) or names a language in `only`.
 * - `job`: root and job entries alike.
 * - `addons`: under `addons`.
 * - `deploy`: the key is a provider's name, its node a map of the provider's own keys; what all
 *   providers take (`on`, `run`, …) is added.
 * - `notifications`: the key is a kind's name, its node a map of the kind's own keys, or `any` of
 *   that map and its short forms; what all kinds take (`if`, `on_success`, …), lists and switches
 *   are added. Other nodes stand as they are.
 * - `services`: the key is a value of `services`, its node a text with that value's aliases and
 *   conditions.
 *
 * One key defined twice differently stops the boot with an error that names both plugins; twice
 * alike is one key, its `only.language` joined. A new axis stands after Travis's and before `env`.
 * @stable
 */
export interface YmlKeys {
  /** Where they stand. */
  readonly at: 'root' | 'job' | 'addons' | 'deploy' | 'notifications' | 'services';
  /** By name. */
  readonly keys: ContributedKeys;
  /** Language that these keys belong to: it becomes an allowed value of `language`. */
  readonly language?: {
    readonly value: string;
    readonly aliases?: readonly string[];
    /** Known, but not built here. */
    readonly inert?: KeyInert;
  };
  /** With `root`: form in job entries of the keys that are no single value there. */
  readonly jobs?: KeyNodes;
  /** Only recognised here: where another plugin defines one of the keys, its node counts. */
  readonly fallback?: true;
}

/** What a language adds. Its keys have effect under this language only. @stable */
export interface LanguageKeys {
  /** Value of `language`; default: the definition's id. */
  readonly value?: string;
  /** Other spellings of it. */
  readonly aliases?: readonly string[];
  /** At the root. */
  readonly keys?: ContributedKeys;
  /** Form in job entries of the keys that are no single value there. */
  readonly jobs?: KeyNodes;
}

/** Keys with the plugin that contributes them. @stable */
export interface YmlContribution {
  /** Its id. */
  readonly plugin: string;
  /** What it contributes. */
  readonly keys: YmlKeys;
}
