import { createHmac } from 'node:crypto';
import examples from '@octokit/webhooks-examples';
import { isTurnpikeError, type RawDelivery, type RepoEvent } from '@turnpike/sdk';
import { describe, expect, it } from 'vitest';
import { parseDelivery } from './parse.js';
import { verifyDelivery } from './verify.js';

type Json = Record<string, unknown>;
const all = examples as unknown as readonly { name: string; examples: readonly Json[] }[];
const of = (name: string): readonly Json[] => all.find((one) => one.name === name)?.examples ?? [];

function delivery(event: string, payload: unknown, form = false): RawDelivery {
  const json = JSON.stringify(payload);
  return {
    headers: {
      'x-github-event': event,
      'x-github-delivery': 'guid',
      'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
    },
    body: Buffer.from(form ? new URLSearchParams({ payload: json }).toString() : json),
    hint: null,
  };
}
const parse = (event: string, payload: unknown) => parseDelivery(delivery(event, payload));
/** An example with some fields changed. */
const changed = (payload: Json | undefined, patch: Json): Json => ({ ...payload, ...patch });

describe('the recorded payloads', () => {
  const kinds = new Map<string, number>();
  it.each(all.map(({ name, examples: payloads }) => [name, payloads] as const))(
    '%s are read or ignored with a reason',
    (name, payloads) => {
      for (const payload of payloads) {
        const event = parse(name, payload);
        kinds.set(event.kind, (kinds.get(event.kind) ?? 0) + 1);
        expect(event.event).toBe(name);
        if (event.kind === 'ignored') expect(event.reason).toMatch(/^.{10,}[.]$/);
        if ('repository' in payload) expect(event.repository.slug).toMatch(/^.+\/.+$/);
      }
    },
  );

  it('are 329, of all kinds that we use', () => {
    expect([...kinds.values()].reduce((sum, count) => sum + count, 0)).toBe(329);
    for (const kind of [
      'push',
      'tag_deleted',
      'pull_request',
      'release',
      'repository',
      'member',
      'rerequested',
    ])
      expect(kinds.get(kind), kind).toBeGreaterThan(0);
  });

  it('are refused, never misread, when any one field is missing or of a wrong type', () => {
    const other: unknown[] = [];
    for (const { name, examples: payloads } of all.filter((one) =>
      /^(push|pull_request|release|create|delete|repository|member|check_run|check_suite)$/.test(
        one.name,
      ),
    ))
      for (const payload of payloads.slice(0, 3))
        for (const broken of mutations(payload, 3)) {
          try {
            parse(name, broken);
          } catch (error) {
            if (!isTurnpikeError(error) || error.code !== 'TURNPIKE_DELIVERY_MALFORMED')
              other.push(error);
          }
        }
    expect(other).toEqual([]);
    // Tens of thousands of payloads, on a machine that may have other things to do.
  }, 300_000);
});

/** The payload with one value at a time replaced, down to a depth. */
function* mutations(value: unknown, depth: number): Generator<unknown> {
  yield* [null, 7, 'x', [], {}];
  if (depth === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    for (const mutated of mutations(inner, depth - 1)) yield { ...value, [key]: mutated };
  }
}

describe('push', () => {
  const branch = of('push').find(({ ref }) => ref === 'refs/heads/master');
  const sha = '6113728f27ae82c7b1a177c8d03f9e96e0adf246';

  it('keeps branch names whole', () => {
    const event = parse('push', changed(branch, { ref: 'refs/heads/feature/x/y' }));
    expect(event).toMatchObject({
      kind: 'push',
      branch: 'feature/x/y',
      tag: null,
      sha,
      beforeSha: null,
      commitMessage: 'Initial commit',
      sender: 'Codertocat',
      repository: { vcsId: '186853002', slug: 'Codertocat/Hello-World', ownerType: 'user' },
    });
  });

  it('knows tags, deletions and forced pushes', () => {
    const tag = parse('push', of('push')[0]);
    expect(tag).toMatchObject({ kind: 'push', ref: 'refs/tags/simple-tag', tag: 'simple-tag' });
    const zero = '0'.repeat(40);
    expect(
      parse('push', changed(branch, { before: sha, after: zero, deleted: true })),
    ).toMatchObject({
      kind: 'branch_deleted',
      name: 'master',
    });
    const forced = changed(branch, { before: 'a'.repeat(40), forced: true });
    expect(parse('push', forced)).toMatchObject({ kind: 'push', beforeSha: 'a'.repeat(40) });
    expect(parse('push', changed(branch, { ref: 'refs/notes/x' }))).toMatchObject({
      kind: 'ignored',
    });
    expect(parse('push', changed(branch, { after: '--upload-pack=x' }))).toMatchObject({
      kind: 'ignored',
    });
  });

  it('may come as a form', () => {
    expect(parseDelivery(delivery('push', branch, true))).toMatchObject({ kind: 'push', sha });
  });
});

describe('pull_request', () => {
  const opened = of('pull_request').find(({ action }) => action === 'opened') as Json;
  const pull = opened['pull_request'] as Json;
  const head = pull['head'] as Json & { repo: Json };
  const withHead = (patch: Json) =>
    parse('pull_request', {
      ...opened,
      pull_request: { ...pull, head: { ...head, ...patch } },
    }) as Extract<RepoEvent, { kind: 'pull_request' }>;

  it('knows a draft', () => {
    const isDraft = (draft: boolean) =>
      parse('pull_request', { ...opened, pull_request: { ...pull, draft } });
    expect(isDraft(true)).toMatchObject({ pullRequest: { draft: true } });
    expect(isDraft(false)).toMatchObject({ pullRequest: { draft: false } });
  });

  it.each(['opened', 'synchronize', 'reopened'])('builds %s', (action) => {
    expect(parse('pull_request', { ...opened, action })).toMatchObject({
      kind: 'pull_request',
      action,
      ref: 'refs/pull/2/merge',
      branch: 'master',
      pullRequest: { number: 2, fork: false, headRef: 'changes', baseRef: 'master' },
    });
  });

  it.each(['closed', 'labeled', 'assigned', 'edited', 'a new one'])('ignores %s', (action) => {
    expect(parse('pull_request', { ...opened, action })).toMatchObject({ kind: 'ignored' });
  });

  it.each<[string, Json]>([
    ['another repository', { repo: { ...head.repo, id: 1 } }],
    [
      'another repository of the same name',
      { repo: { ...head.repo, id: 1, full_name: 'Codertocat/Hello-World' } },
    ],
    ['a repository that is gone', { repo: null }],
    ['a branch that looks like a SHA', { ref: 'deadbeef' }],
    ['no branch', { ref: null }],
  ])('trusts no head from %s', (_from, patch) => {
    expect(withHead(patch).pullRequest.fork).toBe(true);
  });
});

describe('other events', () => {
  it('builds a release when it is released, and only then', () => {
    const release = of('release').find(({ action }) => action === 'released');
    expect(parse('release', release)).toMatchObject({
      kind: 'release',
      ref: 'refs/tags/0.0.1',
      tag: '0.0.1',
      sha: null,
    });
    expect(parse('release', changed(release, { action: 'published' }))).toMatchObject({
      kind: 'ignored',
    });
  });

  it('restarts what a person asks for at a check', () => {
    const run = of('check_run').find(({ action }) => action === 'rerequested') as Json;
    expect(parse('check_run', run)).toMatchObject({
      kind: 'rerequested',
      branch: 'master',
      buildNumber: null,
    });
    const known = { ...run, check_run: { ...(run['check_run'] as Json), external_id: '17' } };
    expect(parse('check_run', known)).toMatchObject({ buildNumber: 17 });
  });

  it('refuses an event that GitHub does not have, and text that is no JSON', () => {
    expect(() => parse('dance', {})).toThrow(
      expect.objectContaining({ code: 'TURNPIKE_DELIVERY_EVENT' }) as Error,
    );
    for (const body of ['', 'x', '[]', 'null', '"push"'])
      expect(() => parseDelivery({ ...delivery('push', {}), body: Buffer.from(body) })).toThrow(
        expect.objectContaining({ code: 'TURNPIKE_DELIVERY_MALFORMED' }) as Error,
      );
  });
});

describe('verifyDelivery', () => {
  const raw = delivery('push', of('push')[0]);
  const signed = (secret: string, body: Uint8Array = raw.body): RawDelivery => ({
    ...raw,
    headers: {
      ...raw.headers,
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
  });

  it('takes any of the secrets, while one is replaced', () => {
    expect(verifyDelivery(signed('new'), ['old', 'new'])).toBe(undefined);
    expect(verifyDelivery(signed('old'), ['old', 'new'])).toBe(undefined);
  });

  it.each<[string, RawDelivery, readonly string[]]>([
    ['another secret', signed('other'), ['old']],
    ['an altered body', signed('old', Buffer.from('{}')), ['old']],
    ['no signature', raw, ['old']],
    ['no secret', signed(''), []],
    ['an empty signature', { ...raw, headers: { 'x-hub-signature-256': '' } }, ['old']],
    ['a SHA-1 signature', { ...raw, headers: { 'x-hub-signature': 'sha1=00' } }, ['old']],
  ])('refuses %s', (_what, d, secrets) => {
    expect(verifyDelivery(d, secrets)).toMatchObject({ rule: 'signature' });
  });
});
