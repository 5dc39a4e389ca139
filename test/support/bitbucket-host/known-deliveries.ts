/** Deliveries of each kind, as the stand-in would send them. */
import type { RawDelivery, RepoEvent } from '@turnpike/core/contracts';
import type { BitbucketHost } from './bitbucket-host.js';
import { cloudRepository } from './cloud.js';
import { dataCenterRepository } from './data-center.js';
import { pullOf, pushOf, type Told } from './deliveries.js';
import type { HostPerson, HostPull, HostRepository } from './world.js';

export const SECRET = 'the secret of the webhook';
const sha = (sign: string): string => sign.repeat(40);
const ref = (name: string, sign: string) => ({ ref: name, commit: sha(sign), object: sha(sign) });

export function raw(host: BitbucketHost, { event, payload }: Told): RawDelivery {
  const body = JSON.stringify(payload);
  return { headers: host.headers(event, body, SECRET), body: Buffer.from(body), hint: null };
}

export interface Known {
  readonly name: string;
  readonly kind: RepoEvent['kind'];
  readonly delivery: RawDelivery;
}

export function knownDeliveries(
  host: BitbucketHost,
  repository: HostRepository,
  ada: HostPerson,
): readonly Known[] {
  const [main, tag] = ['refs/heads/main', 'refs/tags/v1'];
  const change = (before: string | undefined, after: string | undefined, name = main): Told =>
    pushOf(
      ...([host.dialect, repository, ada] as const),
      [
        {
          ref: name,
          before: before === undefined ? undefined : ref(name, before),
          after: after === undefined ? undefined : ref(name, after),
        },
      ],
      host.url,
    );
  const side = { repository, branch: 'main' };
  const pull: HostPull = {
    ...{ id: 7, title: 'One', state: 'OPEN', from: side, to: side, author: ada },
  };
  const all: readonly (readonly [string, RepoEvent['kind'], Told])[] = [
    ['push', 'push', change('a', 'b')],
    ['new branch', 'push', change(undefined, 'b', 'refs/heads/a/b')],
    ['tag', 'push', change(undefined, 'b', tag)],
    ['branch deleted', 'branch_deleted', change('b', undefined)],
    ['tag deleted', 'tag_deleted', change('b', undefined, tag)],
    ['pull request', 'pull_request', pullOf(host.dialect, pull, true, host.url)],
    ['pull request updated', 'pull_request', pullOf(host.dialect, pull, false, host.url)],
    ...ofDialect(host, repository, { ...pull, state: 'MERGED' }),
  ];
  return all.map(([name, kind, told]) => ({ name, kind, delivery: raw(host, told) }));
}

function ofDialect(
  { dialect, url }: BitbucketHost,
  repository: HostRepository,
  merged: HostPull,
): readonly (readonly [string, RepoEvent['kind'], Told])[] {
  const was = 'another';
  if (dialect === 'cloud') {
    const told = { repository: cloudRepository(repository, url) };
    const changes = { full_name: { new: repository.name, old: was } };
    return [
      ['renamed', 'repository', { event: 'repo:updated', payload: { ...told, changes } }],
      ['edited', 'ignored', { event: 'repo:updated', payload: { ...told, changes: {} } }],
      ['transfer', 'repository', { event: 'repo:transfer', payload: told }],
      ['fork', 'ignored', { event: 'repo:fork', payload: told }],
      ['merged', 'ignored', pullOf(dialect, merged, false, url)],
    ];
  }
  const now = dataCenterRepository(repository, false) as { readonly slug: string };
  const old = { ...now, slug: was };
  const [event, ping] = ['repo:modified', 'diagnostics:ping'];
  return [
    ['renamed', 'repository', { event, payload: { eventKey: event, old, new: now } }],
    ['edited', 'ignored', { event, payload: { eventKey: event, old: now, new: now } }],
    ['ping', 'ignored', { event: ping, payload: { test: true } }],
    ['merged', 'ignored', pullOf(dialect, merged, false, url)],
  ];
}
