/** Deliveries of Bitbucket: what each says, that one of several is split, and what broken ones get. */
import { plugin } from '@turnpike/plugin-vcs-bitbucket';
import { isTurnpikeError, tokens, type RawDelivery, type VcsProvider } from '@turnpike/sdk';
import { testPlugin } from '@turnpike/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BitbucketHost } from '../support/bitbucket-host/bitbucket-host.js';
import { pushOf } from '../support/bitbucket-host/deliveries.js';
import { knownDeliveries, raw, type Known } from '../support/bitbucket-host/known-deliveries.js';
import type { HostRepository } from '../support/bitbucket-host/world.js';

describe.each(['cloud', 'data-center'] as const)('deliveries of %s', (dialect) => {
  let bitbucket: BitbucketHost;
  let provider: VcsProvider;
  let row: HostRepository;
  let known: readonly Known[];
  let stop: () => Promise<void>;
  beforeAll(async () => {
    bitbucket = await BitbucketHost.start(dialect);
    const ada = bitbucket.person('ada');
    row = await bitbucket.repository(ada, 'ACME/engine', { files: { a: 'a' } });
    const host = await testPlugin(plugin, { core: { hosts: [bitbucket.entry()] } });
    stop = () => host.stop({ force: true });
    provider = host.resolve(tokens.vcsProviders)[0] as VcsProvider;
    known = knownDeliveries(bitbucket, row, ada);
  });
  afterAll(async () => {
    await stop();
    await bitbucket.close();
  });

  const named = (name: string): RawDelivery => known.find((one) => one.name === name)!.delivery;
  const bodyOf = ({ body }: RawDelivery) => JSON.parse(Buffer.from(body).toString()) as object;

  it('22. Every one is an event of its repository, or is ignored with a reason', async () => {
    for (const { name, kind, delivery } of known) {
      const event = await provider.parse(delivery);
      expect(event.kind, name).toBe(kind);
      if (event.kind === 'ignored') expect(event.reason, name).toMatch(/\w{3}.*\.$/);
      else expect(event.repository.vcsId, name).toBe(dialect === 'cloud' ? row.uuid : '2');
    }
  });

  it('22. Bodies that are broken anywhere are refused with words, never by a fault', async () => {
    let refusals = 0;
    const all = known.flatMap(({ name, delivery }) =>
      brokenOf(bodyOf(delivery)).map((body) => ({ name, delivery, body })),
    );
    for (const { name, delivery, body } of all) {
      const one = { ...delivery, body: Buffer.from(JSON.stringify(body)) };
      const outcome = await (async () => {
        for (const part of (await provider.split?.(one)) ?? [one]) await provider.parse(part);
      })().catch((error: unknown) => error);
      if (!(outcome instanceof Error)) continue;
      refusals += 1;
      const said = `${name}: ${String(outcome)} ${JSON.stringify(body).slice(0, 300)}`;
      expect(isTurnpikeError(outcome) && outcome.status < 500, said).toBe(true);
    }
    expect(refusals).toBeGreaterThan(100);
  });

  it('tells of a tag, a branch with a slash, and a pull request by what the job can fetch', async () => {
    const tag = { kind: 'push', ref: 'refs/tags/v1', tag: 'v1' };
    // What Data Center names may be the tag itself.
    const sha = dialect === 'cloud' ? 'b'.repeat(40) : null;
    expect(await provider.parse(named('tag'))).toMatchObject({ ...tag, sha });
    const branch = { ref: 'refs/heads/a/b', branch: 'a/b', beforeSha: null, sha: 'b'.repeat(40) };
    expect(await provider.parse(named('new branch'))).toMatchObject(branch);
    const ref = 'refs/pull-requests/7/from';
    expect(await provider.parse(named('pull request'))).toMatchObject({
      ...{ ref, branch: 'main', action: 'opened' },
      pullRequest: { number: 7, fork: false, headRef: 'main', baseSlug: 'ACME/engine' },
    });
  });

  it('23. A push of several is one delivery of each, with ids that stay, and no more than fifty', async () => {
    const of = (count: number): RawDelivery => {
      const refs = Array.from({ length: count }, (_, n) => `refs/heads/b${n}`);
      const changes = refs.map((ref) => {
        const sha = 'a'.repeat(40);
        return { ref, before: undefined, after: { ref, commit: sha, object: sha } };
      });
      return raw(bitbucket, pushOf(dialect, row, bitbucket.people[0]!, changes, bitbucket.url));
    };
    const four = of(4);
    const parts = (await provider.split?.(four)) ?? [];
    const { guid = '' } = (await provider.identify(four)) ?? {};
    const guids = await Promise.all(parts.map(async (one) => (await provider.identify(one))?.guid));
    expect(guids).toEqual([0, 1, 2, 3].map((n) => `${guid}/${n}`));
    const events = await Promise.all(parts.map(async (one) => provider.parse(one)));
    const names = events.map((event) => (event.kind === 'push' ? event.branch : event.kind));
    expect(names).toEqual(['b0', 'b1', 'b2', 'b3']);
    expect(await provider.split?.(four)).toEqual(parts);
    for (const part of parts) expect(await provider.split?.(part)).toEqual([part]);
    expect(await provider.split?.(of(1))).toHaveLength(1);
    expect(await provider.split?.(of(60))).toHaveLength(50);
  });

  it('are not those of the other dialect, nor of GitHub', async () => {
    const { headers } = named('push');
    const id = dialect === 'cloud' ? 'x-request-uuid' : 'x-request-id';
    const { [id]: guid = '', ...others } = headers;
    const other = dialect === 'cloud' ? 'x-request-id' : 'x-request-uuid';
    for (const one of [others, { ...others, [other]: guid }, { 'x-github-event': 'push' }])
      expect(
        await provider.identify({ headers: one, body: new Uint8Array(), hint: null }),
      ).toBeUndefined();
  });
});

/** The same with one member of it replaced, at every depth. */
function brokenOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value))
    return value.flatMap((one, at) => brokenOf(one).map((broken) => value.with(at, broken)));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    ...[null, 1, 'x', [], {}].map((broken) => ({ ...value, [name]: broken })),
    ...brokenOf(member).map((broken) => ({ ...value, [name]: broken })),
  ]);
}
