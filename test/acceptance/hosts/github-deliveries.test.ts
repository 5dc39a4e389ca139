/** Deliveries of GitHub: whose they are, what each says, and that each push is built once, told or not. */
import { createHmac, randomUUID } from 'node:crypto';
import examples from '@octokit/webhooks-examples';
import type { WireBuild, WireRepository } from '@turnpike/core/contracts';
import { plugin as gitea } from '@turnpike/plugin-vcs-gitea';
import { plugin } from '@turnpike/plugin-vcs-github';
import { isTurnpikeError, tokens, type RawDelivery, type VcsProvider } from '@turnpike/sdk';
import { testPlugin, type TestPlatform } from '@turnpike/sdk/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/api-client.js';
import { giteaDeliveries, GITEA_SECRET } from '../../support/gitea-deliveries.js';
import { GithubHost } from '../../support/github-host/github-host.js';
import { entryOf, found, link, platformAt } from '../../support/github-host/linked.js';
import type { HostPerson, HostRepository } from '../../support/github-host/world.js';
import { githubDelivery, type Json } from '../../support/github.js';

const SECRET = 'the secret of the webhook';
const sha = (sign: string): string => sign.repeat(40);

describe('one delivery', () => {
  let github: VcsProvider;
  let ofGitea: VcsProvider;
  const stops: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const hosts = [{ id: 'tea', kind: 'gitea', url: 'https://tea.example' }];
    for (const [one, core] of [
      [plugin, {}],
      [gitea, { hosts }],
    ] as const) {
      const host = await testPlugin(one, { core });
      stops.push(() => host.stop({ force: true }));
      if (one === plugin) [github] = host.resolve(tokens.vcsProviders) as [VcsProvider];
      else [ofGitea] = host.resolve(tokens.vcsProviders) as [VcsProvider];
    }
  });
  afterAll(async () => {
    for (const stop of stops) await stop();
  });

  const body = Buffer.from('{"zen":"Design for failure."}');
  const hmac = (kind: 'sha256' | 'sha1', secret: string, of: Uint8Array = body): string =>
    `${kind}=${createHmac(kind, secret).update(of).digest('hex')}`;
  const delivery = (headers: RawDelivery['headers'], of: Uint8Array = body): RawDelivery => ({
    headers: { 'x-github-event': 'ping', 'x-github-delivery': randomUUID(), ...headers },
    ...{ body: of, hint: null },
  });
  const signed = (signature: string) => delivery({ 'x-hub-signature-256': signature });

  it('20. Signature: right, and right by the secret before', async () => {
    expect(await github.verify(signed(hmac('sha256', SECRET)), [SECRET])).toBeUndefined();
    expect(await github.verify(signed(hmac('sha256', SECRET)), ['new', SECRET])).toBeUndefined();
    const form = Buffer.from(`payload=${encodeURIComponent('{"zen":"x"}')}`);
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-hub-signature-256': hmac('sha256', SECRET, form),
    };
    expect(await github.verify(delivery(headers, form), [SECRET])).toBeUndefined();
    const large = Buffer.alloc(25 * 1024 * 1024, 'x');
    const whole = delivery({ 'x-hub-signature-256': hmac('sha256', SECRET, large) }, large);
    expect(await github.verify(whole, [SECRET])).toBeUndefined();
  });

  it.each<[string, RawDelivery, readonly string[]]>([
    ['wrong', signed(hmac('sha256', 'guessed')), [SECRET]],
    ['cut', signed(hmac('sha256', SECRET).slice(0, -1)), [SECRET]],
    ['of another body', signed(hmac('sha256', SECRET, Buffer.from('{}'))), [SECRET]],
    ['missing', delivery({}), [SECRET]],
    ['empty', signed('sha256='), [SECRET]],
    ['by an empty secret', signed(hmac('sha256', '')), ['']],
    ['of a hook that has no secret here', signed(hmac('sha256', SECRET)), []],
    ['SHA-1 alone', delivery({ 'x-hub-signature': hmac('sha1', SECRET) }), [SECRET]],
    ['without its prefix', signed(hmac('sha256', SECRET).slice(7)), [SECRET]],
  ])('20. Signature: %s is refused', async (_what, one, secrets) => {
    expect(await github.verify(one, secrets)).toMatchObject({ rule: 'signature' });
  });

  it('20. Signature: that of Gitea is hex without a prefix', async () => {
    const recorded = giteaDeliveries.get('02-push')!;
    expect(await ofGitea.verify(recorded, [GITEA_SECRET])).toBeUndefined();
    expect(await ofGitea.verify(recorded, ['guessed'])).toMatchObject({ rule: 'signature' });
    expect(await ofGitea.verify(recorded, [''])).toMatchObject({ rule: 'signature' });
  });

  it('21. A Gitea delivery goes to vcs-gitea, and one of GitHub does not', async () => {
    for (const [name, recorded] of giteaDeliveries) {
      expect(await github.identify(recorded), name).toBeUndefined();
      expect(await ofGitea.identify(recorded), name).toBeDefined();
    }
    const own = signed(hmac('sha256', SECRET));
    expect(await github.identify(own)).toBeDefined();
    expect(await ofGitea.identify(own)).toBeUndefined();
  });

  const recorded = (
    examples as unknown as readonly { readonly name: string; readonly examples: readonly Json[] }[]
  ).flatMap(({ name, examples: all }) => all.map((payload) => ({ name, payload })));
  const parse = async (name: string, payload: unknown) =>
    github.parse(delivery({ 'x-github-event': name }, Buffer.from(JSON.stringify(payload))));

  it('22. Every recorded delivery is an event or is ignored with a reason', async () => {
    expect(recorded.length).toBeGreaterThan(200);
    for (const { name, payload } of recorded) {
      const event = await parse(name, payload);
      expect(event.event).toBe(name);
      if (event.kind === 'ignored') expect(event.reason, name).toMatch(/\w{3}.*\.|does\.$/);
      else expect(event.repository.vcsId, name).toMatch(/^\d+$/);
    }
  });

  it('22. Bodies that are broken anywhere are refused with words, never by a fault', async () => {
    let refusals = 0;
    for (const { name, payload } of recorded)
      for (const key of Object.keys(payload))
        for (const value of [null, 1, 'x', [], {}]) {
          const outcome = await parse(name, { ...payload, [key]: value }).catch(
            (error: unknown) => error,
          );
          if (!(outcome instanceof Error)) continue;
          refusals += 1;
          expect(isTurnpikeError(outcome) && outcome.status < 500, `${name}.${key}`).toBe(true);
        }
    expect(refusals).toBeGreaterThan(100);
  });
});

describe('the right number of requests', { timeout: 300_000 }, () => {
  let github: GithubHost;
  let platform: TestPlatform;
  let ada: HostPerson;

  beforeAll(async () => {
    github = await GithubHost.start();
    platform = await platformAt(entryOf(github, { webhookSecrets: [SECRET] }), 'dummy');
    ada = github.person('ada');
    await link(platform, 'work', ada);
  }, 300_000);
  afterAll(async () => {
    await platform.stop();
    github.close();
  }, 60_000);
  afterEach(() => {
    github.fault = undefined;
    expect(github.oddities.splice(0)).toEqual([]);
  });

  const buildsOf = async (id: number) =>
    (await platform.api.get<{ builds: WireBuild[] }>(`/v3/repo/${id}/builds?limit=100`)).builds;
  const settled = (id: number, count: number) =>
    until(`${count} finished builds`, async () => {
      const done = (await buildsOf(id)).filter((one) => one.finished_at !== null);
      return done.length >= count ? done : undefined;
    });
  /** What came by two more looks. */
  const later = async (id: number): Promise<number> => {
    const looks = github.calls.length;
    await until('two more looks', async () => (github.calls.length > looks + 8 ? true : undefined));
    return (await buildsOf(id)).length;
  };
  async function repository(name: string): Promise<{ at: HostRepository; id: number }> {
    const files = { '.travis.yml': 'language: shell\nscript: "true"\n' };
    const at = github.repository(ada, name, { private: true, files });
    const id = await found(platform, 'work', at, github);
    await platform.api.post<WireRepository>(`/v3/repo/${id}/activate`);
    await settled(id, 1);
    return { at, id };
  }
  const pushOf = (at: HostRepository, ref: string, after: string): Json => ({
    ...{ ref, before: sha('0'), after, created: true, head_commit: { id: after, message: 'One' } },
    repository: identityOf(at),
  });
  const identityOf = (at: HostRepository): Json => ({
    ...{ id: at.id, full_name: `ada/${at.name}`, private: true, default_branch: 'main' },
    ...{ clone_url: `${github.url}/ada/${at.name}.git`, owner: { login: 'ada' } },
  });
  const deliver = async (payload: Json, more: { event?: string; guid?: string } = {}) =>
    (await platform.request('/hooks/work', githubDelivery(payload, { secret: SECRET, ...more })))
      .status;

  it('23. Redelivery, two hooks of one push, and create beside push are one build', async () => {
    const { at, id } = await repository('once');
    at.refs.set('refs/heads/next', sha('d'));
    const payload = pushOf(at, 'refs/heads/next', sha('d'));
    const guid = randomUUID();
    expect(await deliver(payload, { guid })).toBe(202);
    expect(await deliver(payload, { guid })).toBe(200);
    const created = { ref: 'next', ref_type: 'branch', repository: identityOf(at) };
    expect(await deliver(created, { event: 'create' })).toBeLessThan(300);
    expect(await deliver(payload)).toBeLessThan(300);
    await settled(id, 2);
    expect(await later(id)).toBe(2);
  });

  it('24. Lost: five tags at once, of which GitHub tells nothing, are found by looking, once each', async () => {
    const { at, id } = await repository('tags');
    for (const [index, sign] of ['1', '2', '3', '4', '5'].entries())
      at.refs.set(`refs/tags/v${index}`, sha(sign));
    const done = await settled(id, 6);
    expect(new Set(done.map(({ number }) => number)).size).toBe(6);
    expect(await later(id)).toBe(6);
  });
});
