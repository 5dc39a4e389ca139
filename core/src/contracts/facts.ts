/**
 * Facts: what an administrator should know of one process, beside what it counts: room that gets scarce, something
 * that is not configured. A plugin provides sources under `tokens.factSources`; core looks at them now and then, and
 * the system page, `turnpike doctor` and `/metrics` show what they say.
 */

/** A folder that grows. Core adds the free room of its file system, and warns below `host.lowSpaceBytes`. @stable */
export interface Room {
  /** Absolute. */
  readonly folder: string;
  /** Only where that is cheap to know. */
  readonly usedBytes?: number;
}

/** What a look found: a state in words, or room on a disk. @stable */
export type FactLook =
  | {
      readonly state: 'ok' | 'warning';
      /** For people: `not configured`. Never a secret. */
      readonly text: string;
      /** What the administrator can do about it. */
      readonly wayOut?: string;
    }
  | { readonly room: Room };

/** Asked at most every 10 s; a look that takes longer than 2 s, or throws, is itself a warning. @stable */
export interface FactSource {
  /** Unique in a process; begins with the plugin's id: `store-fs`, `my-plugin-quota`. */
  readonly id: string;
  /** What it is about: `Logs`. */
  readonly title: string;
  /** Looks. Called at most every 10 s; should take less than 2 s. */
  look(): Promise<FactLook>;
}

/** What a look found. @stable */
export interface SystemFact {
  /** Of its source. */
  readonly id: string;
  /** What it is about. */
  readonly title: string;
  /** Has an administrator to do something? */
  readonly state: 'ok' | 'warning';
  /** For people. Never a secret. */
  readonly text: string;
  /** What can be done; null: nothing has to be. */
  readonly wayOut: string | null;
  /** Of a folder that grows, in bytes; null: it is of another kind. */
  readonly room: {
    readonly folder: string;
    readonly usedBytes: number | null;
    readonly freeBytes: number;
    readonly totalBytes: number;
  } | null;
}

/** The facts of one process, as others can read them. @stable */
export interface ProcessFacts {
  /** Name of the process on the bus. */
  readonly process: string;
  /** As they were looked at last. */
  readonly facts: readonly SystemFact[];
}
