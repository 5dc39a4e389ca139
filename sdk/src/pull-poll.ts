import type { Missed, MissedEvent, RepoAccess, RepoEvent, Told } from '@turnpike/core/contracts';
import { z } from 'zod';
import { compareRefs, type Refs } from './ref-poll.js';

const cursorSchema = z.object({
  refs: z.record(z.string(), z.string()),
  /** Head commit of each open pull request. */
  pulls: z.record(z.string(), z.string()),
});

/** An open pull request as a look found it. @stable */
export interface OpenPull {
  /** As the host counts it. */
  readonly number: number;
  /** Commit that it is at. */
  readonly headSha: string;
  /** What a delivery of it would have been parsed to. */
  event(action: 'opened' | 'synchronize'): RepoEvent;
}

/**
 * For VcsProviders' `missed`: `compareRefs`, and open pull requests in the same way. At first sight only the default
 * branch counts.
 * @stable
 */
export function compareRefsAndPulls(
  r: RepoAccess,
  cursor: string | null,
  now: { readonly refs: Refs; readonly pulls: readonly OpenPull[] },
  told?: Told,
): Missed {
  const before = cursor === null ? undefined : cursorSchema.parse(JSON.parse(cursor));
  const heads = { ...before?.pulls, ...told?.pulls };
  const known = before ? JSON.stringify({ refs: before.refs }) : null;
  const found = compareRefs(r, known, now.refs, told);
  const changed = before ? now.pulls.filter((one) => heads[one.number] !== one.headSha) : [];
  const after = {
    ...(JSON.parse(found.cursor) as object),
    pulls: Object.fromEntries(now.pulls.map(({ number, headSha }) => [number, headSha])),
  };
  const events = changed.map((pull) => pullEvent(pull, heads[pull.number]));
  return { events: [...found.events, ...events], cursor: JSON.stringify(after) };
}

function pullEvent(pull: OpenPull, before: string | undefined): MissedEvent {
  return {
    guid: `pull_request ${pull.number} ${pull.headSha}`,
    event: pull.event(before === undefined ? 'opened' : 'synchronize'),
  };
}
