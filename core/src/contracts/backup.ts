/**
 * What a plugin keeps beside the database. `turnpike backup` asks for it, without running the plugin and mostly while
 * a server does: it is only read. A plugin whose files can be made anew (mirrors, sockets, locks) names none.
 */
import type { PrivateTables } from './plugin.js';

/** A file or folder that belongs into a backup. @experimental */
export interface BackupFile {
  /** Below the part's folder, with `/`. */
  readonly path: string;
  /** As rows have them, where they have: a file that differs is told of. */
  readonly bytes?: number;
  /** Hex. */
  readonly sha256?: string;
  /** It never changes once it is there, so that it need not be copied first. */
  readonly final?: boolean;
}

/** Files of one kind. People leave them out by `--without NAME`. @experimental */
export interface BackupPart {
  /** `artifacts`; unique over all plugins. */
  readonly name: string;
  /** Absolute. Where the files lie, and where a restore puts them. */
  readonly folder: string;
  /** It lies on no disk of this machine: where it does. Nothing of it goes into the backup, which says so. */
  readonly elsewhere?: string;
  /** What there is, by the rows where they name files. One that is removed meanwhile is no error. */
  files(): AsyncIterable<BackupFile>;
  /** Of a part with logs: where one lies, by what the platform's rows know of it. */
  logFile?(run: { readonly jobId: number; readonly run: number }): string;
}

/** What `backup` is given: the plugin's configuration and where its files lie. @experimental */
export interface BackupContext<C = unknown> {
  /** As its schema answers it. */
  readonly config: C;
  /** The plugin's folder below the data folder; it may not be there. */
  readonly dataDir: string;
  /** What the settings of another plugin say, by their path: `logs.store`. undefined: nothing. */
  setting(path: string): unknown;
  /** As they are in the backup: of one moment. */
  readonly tables: Pick<PrivateTables, 'table'>;
}
