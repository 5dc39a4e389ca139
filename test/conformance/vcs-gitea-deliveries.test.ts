/** Every recorded delivery of Gitea, as vcs-gitea reads it. */
import { plugin } from '@turnpike/plugin-vcs-gitea';
import { plugin as github } from '@turnpike/plugin-vcs-github';
import { tokens, type Plugin, type RawDelivery, type VcsProvider } from '@turnpike/sdk';
import { testPlugin } from '@turnpike/sdk/testing';
import { describe, expect, it } from 'vitest';
import { GITEA_SECRET, giteaDeliveries } from '../support/gitea-deliveries.js';

const providerOf = async (one: Plugin, ...hosts: readonly object[]): Promise<VcsProvider> => {
  const host = await testPlugin(one, { core: { hosts } });
  const [provider] = host.resolve(tokens.vcsProviders);
  if (!provider) throw new Error('there is no VCS provider');
  return provider;
};
const provider = await providerOf(plugin, {
  ...{ id: 'gitea', kind: 'gitea', url: 'http://127.0.0.1:33527' },
});
const other = await providerOf(github);
const [FIRST, SECOND, THIRD] = ['22ee5d7f', '46fe9e04', 'd74eea'];
const starts = (text = ''): unknown => expect.stringMatching(new RegExp(`^${text}`));
const ignored = (reason: string) => ({ kind: 'ignored', reason: expect.stringContaining(reason) });
const push = (ref: string, before: string | null, sha: string, more: object = {}) => {
  const [, kind = '', branch] = /^refs\/(heads|tags)\/(.*)$/.exec(ref) ?? [];
  return {
    ...{ kind: 'push', ref, branch, tag: kind === 'tags' ? branch : null },
    ...{ sha: starts(sha), beforeSha: before === null ? null : starts(before) },
    ...{ sender: 'alice', repository: { vcsId: '1', slug: 'alice/widgets', private: false } },
    ...more,
  };
};
const pull = (action: string, more: object = {}) => ({
  kind: 'pull_request',
  action,
  ref: 'refs/pull/1/head',
  branch: 'main',
  pullRequest: {
    ...{ number: 1, state: 'open', fork: true, mergeable: null, headRef: 'feature' },
    ...{ headSlug: 'bob/widgets', headVcsId: '3', baseSlug: 'alice/widgets', baseRef: 'main' },
    ...{ baseSha: starts('[0-9a-f]{40}$'), headSha: starts('[0-9a-f]{40}$') },
  },
  ...more,
});

/** Name of the delivery → what is read of it. */
const READ: Readonly<Record<string, object>> = {
  '01-push-first-branch': push('refs/heads/main', null, FIRST),
  '02-push': push('refs/heads/main', FIRST, SECOND, {
    commitMessage: 'Second ✓ [skip]\n\nBody ü\n',
    compareUrl: starts('http://127.0.0.1:33527/alice/widgets/compare/'),
  }),
  '03-tag-push-lightweight': push('refs/tags/v1', null, SECOND),
  '04-tag-create': ignored('its push is built'),
  // The commit, not the tag that has words of its own.
  '05-tag-push-annotated': push('refs/tags/v2', null, SECOND),
  '06-tag-create-annotated': ignored('its push is built'),
  '07-tag-delete': { kind: 'tag_deleted', name: 'v1' },
  '08-tag-delete-push': { kind: 'tag_deleted', name: 'v1' },
  '09-branch-create-push': push('refs/heads/topic', null, SECOND),
  '10-branch-create': { kind: 'branch_created', name: 'topic' },
  '11-push-forced': push('refs/heads/forced', 'f6ecee', '7c231f'),
  '12-branch-delete': { kind: 'branch_deleted', name: 'topic' },
  '13-push-8-commits-new-branch': push('refs/heads/many', null, '180839'),
  '14-push-8-commits-existing-branch': push('refs/heads/many', '180839', 'b630f8'),
  '15-push-over-ssh': push('refs/heads/main', SECOND, THIRD),
  '16-fork': { ...ignored('fork events'), repository: { slug: 'alice/widgets', vcsId: '1' } },
  '17-pull_request-opened-from-fork': pull('opened', { sender: 'bob' }),
  // As GitHub calls it.
  '18-pull_request-synchronized': pull('synchronize'),
  '19-pull_request-comment': ignored('issue_comment events'),
  '20-pull_request-edited-title': ignored('edited'),
  '21-pull_request-edited-base': ignored('edited'),
  '22-pull_request-review-approved': ignored('pull_request_approved events'),
  '23-status': ignored('status events'),
  '24-pull_request-closed-from-fork': ignored('closed'),
  '25-pull_request-reopened': pull('reopened'),
  '26-pull_request-closed-merged': ignored('closed'),
  '27-push-by-merge': push('refs/heads/main', THIRD, 'ce3bef'),
  '28-release-published': {
    kind: 'release',
    sha: null,
    tag: starts('v'),
    ref: starts('refs/tags/v'),
  },
  '29-push-by-web-editor': push('refs/heads/main', 'ce3bef', '3ac7a2'),
  '30-hook-test': ignored('tested this URL'),
  '31-push-after-rename': push('refs/heads/main', '3ac7a2', 'ad687f', {
    repository: { vcsId: '1', slug: 'alice/gadgets' },
  }),
  '32-repository-created-in-organization': { kind: 'repository', action: 'created' },
  '33-push-after-transfer-repository-hook': push('refs/heads/main', 'ad687f', '3466be', {
    repository: { vcsId: '1', slug: 'acme/gadgets' },
    sender: 'root1',
  }),
  '34-push-after-transfer-organization-hook': push('refs/heads/main', 'ad687f', '3466be', {
    repository: { vcsId: '1', slug: 'acme/gadgets' },
    sender: 'root1',
  }),
  '35-repository-deleted': { kind: 'repository', action: 'deleted' },
  '36-pull_request-closed-fork-deleted': ignored('closed'),
  '37-pull_request-edited-fork-gone': ignored('edited'),
};

it('each recorded delivery has its line here', () => {
  expect(Object.keys(READ).toSorted()).toEqual([...giteaDeliveries.keys()].toSorted());
});

describe.each([...giteaDeliveries])('%s', (name, delivery) => {
  it('is read', async () => {
    expect(await provider.parse(delivery)).toMatchObject(READ[name] ?? {});
  });

  it('is known by its own headers, and no delivery of GitHub', async () => {
    const guid = delivery.headers['x-gitea-delivery'];
    const event = delivery.headers['x-gitea-event'];
    expect(await provider.identify(delivery)).toEqual({ guid, event });
    expect(await other.identify(delivery)).toBeUndefined();
  });

  it('is verified by its own signature alone', async () => {
    const verify = (patch: Readonly<Record<string, string>>, secrets = [GITEA_SECRET]) => {
      const headers = { ...delivery.headers, ...patch };
      return provider.verify({ ...delivery, headers }, secrets);
    };
    expect(await verify({})).toBeUndefined();
    expect(await verify({}, ['old', GITEA_SECRET])).toBeUndefined();
    expect(await verify({}, ['another'])).toMatchObject({ rule: 'signature' });
    const right = delivery.headers['x-hub-signature-256'] ?? '';
    for (const wrong of ['', 'sha256=', right, '0'.repeat(64)])
      expect(await verify({ 'x-gitea-signature': wrong })).toMatchObject({ rule: 'signature' });
  });
});

describe('a delivery of the kin', () => {
  const gitea = giteaDeliveries.get('02-push')!;
  const without = (...families: readonly string[]): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(gitea.headers).filter(
        ([name]) => !families.some((family) => name.startsWith(`x-${family}-`)),
      ),
    );

  it('is known by the youngest name that it bears', async () => {
    const forgejo: RawDelivery = {
      ...gitea,
      headers: {
        ...gitea.headers,
        'x-forgejo-event': 'push',
        'x-forgejo-delivery': 'of forgejo',
        'x-forgejo-signature': gitea.headers['x-gitea-signature']!,
      },
    };
    expect(await provider.identify(forgejo)).toEqual({ event: 'push', guid: 'of forgejo' });
    expect(await provider.verify(forgejo, [GITEA_SECRET])).toBeUndefined();
    const gogs = { ...gitea, headers: without('gitea') };
    expect(await provider.identify(gogs)).toMatchObject({ event: 'push' });
    expect(await provider.verify(gogs, [GITEA_SECRET])).toBeUndefined();
    expect(await provider.parse(gogs)).toMatchObject({ kind: 'push', sha: starts(SECOND) });
    expect(
      await provider.identify({ ...gitea, headers: without('gitea', 'gogs') }),
    ).toBeUndefined();
  });

  it('is no delivery without a secret, though the headers are there', async () => {
    const empty = { 'x-gitea-signature': '', 'x-hub-signature-256': 'sha256=' };
    const unsigned = { ...gitea, headers: { ...gitea.headers, ...empty } };
    for (const secrets of [[], [GITEA_SECRET], ['']])
      expect(await provider.verify(unsigned, secrets)).toMatchObject({ rule: 'signature' });
  });
});
