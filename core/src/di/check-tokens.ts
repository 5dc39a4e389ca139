/** Checks, before anything runs, that every required token will be met by exactly one provider. */
import { TurnpikeError } from '../contracts/errors.js';
import type { Token } from '../contracts/tokens.js';

/** What one plugin (or core) asks for and offers; names come from the declarations. */
export interface TokenUser {
  readonly plugin: string;
  readonly requires: readonly Token[];
  readonly offers: readonly Token[];
}
export interface TokenPlan<U extends TokenUser> {
  readonly problems: readonly TurnpikeError[];
  /** Providers before their users; else as given. */
  readonly order: readonly U[];
}

export function tokenName(token: Token): string {
  return token.kind === 'optional' ? token.of.name : token.name;
}

/** `ready`: tokens met by core or by another process, with the words that name their provider. */
export function planTokens<U extends TokenUser>(
  users: readonly U[],
  ready: ReadonlyMap<string, string>,
): TokenPlan<U> {
  const { order, circles } = sortByTokens(users);
  return {
    problems: [
      ...missingTokens(users, ready),
      ...duplicateTokens(users, ready),
      ...circles.map(circularError),
    ],
    order,
  };
}

function missingTokens(
  users: readonly TokenUser[],
  ready: ReadonlyMap<string, string>,
): TurnpikeError[] {
  const offered = new Set(users.flatMap((user) => user.offers.map(tokenName)));
  return users.flatMap((user) =>
    user.requires
      .filter((token) => token.kind === 'single')
      .filter((token) => !offered.has(token.name) && !ready.has(token.name))
      .map(
        (token) =>
          new TurnpikeError(
            'TURNPIKE_TOKEN_MISSING',
            `${user.plugin} requires the token ${token.name}, which nothing provides here.`,
            {
              plugin: user.plugin,
              token: token.name,
              wayOut: missingWayOut(
                token.name,
                token.service !== undefined || token.stream !== undefined,
              ),
            },
          ),
      ),
  );
}

function missingWayOut(name: string, remote: boolean): string {
  if (name === 'store') return 'Set database.url: this process has no database.';
  const run = 'Run a plugin that provides it';
  return remote ? `${run}, or set remotes.${name}.url to the process that does.` : `${run}.`;
}

function duplicateTokens(
  users: readonly TokenUser[],
  ready: ReadonlyMap<string, string>,
): TurnpikeError[] {
  const first = new Map(ready);
  const problems: TurnpikeError[] = [];
  for (const user of users) {
    for (const token of user.offers) {
      if (token.kind !== 'single') continue;
      const other = first.get(token.name);
      if (other !== undefined) problems.push(duplicateError(token.name, other, user.plugin));
      else first.set(token.name, user.plugin);
    }
  }
  return problems;
}

function duplicateError(token: string, first: string, second: string): TurnpikeError {
  return new TurnpikeError(
    'TURNPIKE_TOKEN_DUPLICATE',
    `Token ${token} is provided by ${first} and by ${second}.`,
    { token, plugin: second, wayOut: 'Run only one of the two in this process.' },
  );
}

function circularError(circle: readonly string[]): TurnpikeError {
  return new TurnpikeError(
    'TURNPIKE_TOKEN_CIRCULAR',
    `Plugins require each other in a circle: ${[...circle, circle[0]].join(' → ')}.`,
    {
      plugin: circle[0] ?? '',
      circle,
      wayOut: 'Make one of the tokens optional, or split one of the plugins.',
    },
  );
}

type Edges<U> = ReadonlyMap<U, readonly { readonly provider: U; readonly hard: boolean }[]>;

/**
 * Repeatedly takes the first plugin whose providers are all placed. A many-token only asks to be
 * behind its providers (its list is live), so it gives way where it would close a circle.
 */
function sortByTokens<U extends TokenUser>(
  users: readonly U[],
): { readonly order: U[]; readonly circles: string[][] } {
  const edges = edgesOf(users);
  const placed = new Set<U>();
  const isReady = (user: U, hardOnly: boolean): boolean =>
    !placed.has(user) &&
    (edges.get(user) ?? []).every((edge) => (hardOnly && !edge.hard) || placed.has(edge.provider));
  for (;;) {
    const next =
      users.find((user) => isReady(user, false)) ?? users.find((user) => isReady(user, true));
    if (!next) break;
    placed.add(next);
  }
  const stuck = users.filter((user) => !placed.has(user));
  return { order: [...placed, ...stuck], circles: circlesIn(stuck, edges) };
}

function edgesOf<U extends TokenUser>(users: readonly U[]): Edges<U> {
  const providers = new Map<string, U[]>();
  for (const user of users) {
    for (const name of user.offers.map(tokenName)) {
      providers.set(name, [...(providers.get(name) ?? []), user]);
    }
  }
  const edgesFrom = (user: U) =>
    user.requires.flatMap((token) =>
      (providers.get(tokenName(token)) ?? [])
        .filter((provider) => provider !== user)
        .map((provider) => ({ provider, hard: token.kind !== 'many' })),
    );
  return new Map(users.map((user) => [user, edgesFrom(user)]));
}

/** One circle for each knot among what could not be placed. */
function circlesIn<U extends TokenUser>(stuck: readonly U[], edges: Edges<U>): string[][] {
  const seen = new Set<U>();
  const circles: string[][] = [];
  for (const start of stuck) {
    const path: U[] = [];
    let at: U | undefined = start;
    while (at && !seen.has(at)) {
      seen.add(at);
      path.push(at);
      at = edges.get(at)?.find((edge) => edge.hard && stuck.includes(edge.provider))?.provider;
    }
    const from = at ? path.indexOf(at) : -1;
    if (from >= 0) circles.push(path.slice(from).map((user) => user.plugin));
  }
  return circles;
}
