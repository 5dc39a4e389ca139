/** What hosts that have more than statuses show at a commit. */
import type { Millis } from './domain.js';

/** A line of a file that a check speaks of. @experimental */
export interface CheckAnnotation {
  /** In the repository, without a slash at its beginning. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** How bad it is. */
  readonly level: 'notice' | 'warning' | 'failure';
  /** A few words. */
  readonly title: string;
  /** A sentence. */
  readonly message: string;
}

/** One build as a check. Of any length: the provider cuts what its host does not take. @experimental */
export interface CheckRun {
  /** The commit: of a pull request its head. */
  readonly sha: string;
  /** What rules of branches name it by: `Turnpike - Push`. */
  readonly name: string;
  /** Number of the build, which comes back when the host is asked for a re-run. */
  readonly externalId: string;
  /** Page of the build, absolute. */
  readonly detailsUrl: string;
  /** null: it goes on. */
  readonly conclusion: 'success' | 'failure' | 'action_required' | 'cancelled' | null;
  /** null: it has not begun. */
  readonly startedAt: Millis | null;
  /** null: it goes on. */
  readonly completedAt: Millis | null;
  /** One line. */
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  /** Markdown, below the summary. */
  readonly text: string;
  /** In order of importance. */
  readonly annotations: readonly CheckAnnotation[];
}
