import type { RepoEvent } from '@turnpike/sdk';

export type Payload = Readonly<Record<string, unknown>>;
/** What an event says, without repository and name. */
export type Said = RepoEvent extends infer E
  ? E extends RepoEvent
    ? Omit<E, 'repository' | 'event'>
    : never
  : never;

export function ignored(reason: string): Said {
  return { kind: 'ignored', reason };
}
