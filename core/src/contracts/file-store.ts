/** Where the bytes of caches, workspaces and artifacts are: by names of their own, never by what a job calls them. */
import type { Readable } from 'node:stream';

/** A file that was written. @experimental */
export interface KeptFile {
  /** Its name in the store: a UUID. */
  readonly file: string;
  /** How long it is. */
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** Keeps files of any size. What is written is never changed: another content is another file. @experimental */
export interface FileStore {
  /** What `storage.store` names; the plugin's id without `store-`. */
  readonly id: string;
  /** May several storage processes use it at once? */
  readonly shared: boolean;
  /** Takes the store for this process; throws what an administrator has to mend. Answers how it is left. */
  open?(): Promise<() => Promise<void>>;
  /**
   * Takes chunks with back-pressure, counts and hashes them. It is there, whole and durable, once this resolves. Throws
   * what `chunks` throws, and InputError TURNPIKE_INPUT_TOO_LARGE above `limitBytes`; nothing is left then. `file`: its
   * name, for one that comes from another store; it takes the place of a file of that name.
   */
  write(chunks: AsyncIterable<Uint8Array>, limitBytes: number, file?: string): Promise<KeptFile>;
  /** undefined: it is not there. What was opened is read to its end, even if it is removed meanwhile, or fails. */
  read(file: string): Promise<Readable | undefined>;
  /** How long it is; undefined: it is not there. */
  bytes(file: string): Promise<number | undefined>;
  /** Repeatable. */
  remove(file: string): Promise<void>;
  /** Names of files, and of unfinished ones where they can be removed by name, that have not changed for `ms`. */
  olderThan(ms: number): AsyncIterable<string>;
  /** An address that a person may fetch it from for a while, saved as `name`; undefined: through the server. */
  link?(
    file: string,
    as: { readonly name: string; readonly bytes: number },
  ): Promise<string | undefined>;
}

/** Files that rows name, for whoever carries them to another store. Provided by storage. @experimental */
export interface StoredFiles {
  /** Those that are here; which of them storage uses is its setting. */
  readonly stores: readonly FileStore[];
  /** In the order of their rows: all but the first `after`, at most `limit`. */
  list(after: number, limit: number): Promise<readonly KeptFile[]>;
}
