export interface Made {
  /** Folder, or namespace and name of the Secret. */
  readonly place: string;
  /** Names of those that were not there. */
  readonly made: readonly string[];
}
