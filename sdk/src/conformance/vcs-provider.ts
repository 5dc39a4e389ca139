import type {
  RawDelivery,
  RepoAccess,
  RepoEvent,
  VcsProvider,
  VcsProviderTraits,
} from '@turnpike/core/contracts';
import { describeChecks } from './checks.js';
import { vcsChecks } from './vcs-checks.js';

/** A delivery as the host sends it, signed with `secret`. @stable */
export interface KnownDelivery {
  /** In the names of checks. */
  readonly name: string;
  /** As the host sends it. */
  readonly delivery: RawDelivery;
  /** What it is signed with. */
  readonly secret: string;
  /** What it is to be read as. */
  readonly kind: RepoEvent['kind'];
}
/** A VCS provider to check, with a repository that it can ask. @stable */
export interface VcsSubject {
  /** The provider. */
  readonly provider: VcsProvider;
  /** What the plugin declares of it, where it does. */
  readonly traits?: VcsProviderTraits | undefined;
  /** A repository that can be asked now. */
  readonly access: RepoAccess;
  /** What it holds: a file at a ref, with its text. */
  readonly known: { readonly path: string; readonly ref: string; readonly text: string };
  /** Empty where the host sends none. */
  readonly deliveries: readonly KnownDelivery[];
  /** A repository whose host does not answer now. */
  readonly unreachable?: RepoAccess;
  /** Something is pushed to the repository at its host. */
  push?(): Promise<void>;
  /** At its host the repository is given another name, and another repository takes the old one. Answers the new slug. */
  move?(): Promise<string>;
  /** May hooks be installed in the repository now? */
  readonly hooks?: boolean;
  /** Closes what stood for the host. */
  dispose(): Promise<void>;
}

/** What every VCS provider must do. @stable */
export function vcsProviderConformance(name: string, create: () => Promise<VcsSubject>): void {
  const make = async () => {
    const subject = await create();
    return { subject, dispose: () => subject.dispose() };
  };
  describeChecks(`VCS provider ${name}`, name, vcsChecks, make, 120_000);
}
