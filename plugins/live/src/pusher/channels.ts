/** The channels that Travis's clients know: of a user, a repository, a job, and one for all. */
const PRIVATE = /^(?:private-)+/;
const OF_A_THING = /^(user|repo|job)-([1-9]\d{0,14})$/;

/** `name`: without `private-`, which clients put before any of them. */
export type Channel =
  | { readonly kind: 'common'; readonly name: string }
  | { readonly kind: 'user' | 'repo' | 'job'; readonly name: string; readonly id: number };

/** undefined: none of ours. */
export function parseChannel(text: string): Channel | undefined {
  const name = text.replace(PRIVATE, '');
  if (name === 'common') return { kind: 'common', name };
  const [, kind, id] = OF_A_THING.exec(name) ?? [];
  return kind === undefined ? undefined : { kind: kind as 'user', name, id: Number(id) };
}

/** Those need a ticket. */
export const isPrivate = (text: string): boolean => PRIVATE.test(text);
