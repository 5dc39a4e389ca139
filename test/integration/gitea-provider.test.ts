/** What vcs-gitea says of people, hooks, keys and statuses, beside a real Gitea. */
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { plugin } from '@turnpike/plugin-vcs-gitea';
import {
  tokens,
  type CommitStatus,
  type ListedRepository,
  type RepoAccess,
  type VcsProvider,
} from '@turnpike/sdk';
import { repositoryRecord, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGitea, type Gitea, type GiteaUser } from '../support/gitea.js';

const run = promisify(execFile);
const started = await startGitea();
if (!started) describe.skip('vcs-gitea on Gitea', () => it('speaks to it'));
const FILES = { '.travis.yml': 'script: true\n' };

describe.runIf(started)('vcs-gitea', () => {
  const gitea = started as Gitea;
  let [ada, bob, eve]: GiteaUser[] = [];
  let host: TestHost;
  let provider: VcsProvider;

  beforeAll(async () => {
    [ada, bob, eve] = [await gitea.user('ada'), await gitea.user('bob'), await gitea.user('eve')];
    await gitea.repository(ada!, 'open', { files: FILES });
    await gitea.repository(ada!, 'closed', { files: FILES, private: true });
    const hosts = [{ id: 'work', kind: 'gitea', url: gitea.url }];
    host = await testPlugin(plugin, { core: { hosts } });
    [provider] = host.resolve(tokens.vcsProviders) as [VcsProvider];
  }, 120_000);
  afterAll(async () => {
    await host.stop({ force: true });
    await gitea.remove();
  }, 60_000);

  async function access(slug: string, who = ada!): Promise<RepoAccess> {
    const { body } = await gitea.call<{ id: number; private: boolean }>(ada!, `GET /repos/${slug}`);
    const cloneUrl = `${gitea.url}/${slug}.git`;
    const repository = repositoryRecord({
      ...{ vcsProvider: 'work', vcsId: String(body.id), slug, cloneUrl, private: body.private },
    });
    return { repository, credential: { kind: 'token', token: who.token } };
  }
  const idOf = async (who: GiteaUser): Promise<string> =>
    (await provider.whoAmI!(who.token)).hostUserId;
  const accountOf = async (who: GiteaUser) => ({ hostUserId: await idOf(who), login: who.login });
  const collaborate = (slug: string, who: GiteaUser, permission: string) =>
    gitea.call(ada!, `PUT /repos/${slug}/collaborators/${who.login}`, { permission });

  it('is one provider a host', () => {
    expect([provider.id, provider.kind, provider.describe]).toEqual(['work', 'gitea', 'Gitea']);
  });

  it('knows whose a token is, and which is nobody’s', async () => {
    expect(await provider.whoAmI!(bob!.token)).toMatchObject({
      ...{ login: 'bob', hostUserId: expect.stringMatching(/^\d+$/) as string },
      ...{ email: 'bob@example.test', scopes: null },
    });
    const dead = provider.whoAmI!('0'.repeat(40));
    await expect(dead).rejects.toMatchObject({ code: 'TURNPIKE_AUTH_INVALID' });
    const credential = { kind: 'token', token: '0'.repeat(40) } as const;
    const list = provider.repositories!({ account: await accountOf(bob!), credential }, null);
    await expect(list).rejects.toMatchObject({ code: 'TURNPIKE_AUTH_INVALID' });
  });

  it('lists all that somebody may see, page by page, with what they may do', async () => {
    await gitea.call(gitea.admin, 'POST /admin/users/bob/orgs', { username: 'acme' });
    for (let n = 1; n <= 53; n += 1)
      await gitea.call(bob!, 'POST /orgs/acme/repos', { name: `many-${n}` });
    await collaborate('ada/closed', bob!, 'read');
    await collaborate('ada/open', bob!, 'write');
    const credential = { kind: 'token', token: bob!.token } as const;
    const rows: ListedRepository[] = [];
    let next: string | null = null;
    do {
      const page = await provider.repositories!(
        { account: await accountOf(bob!), credential },
        next,
      );
      expect([page.complete, page.rows.length <= 50]).toEqual([true, true]);
      rows.push(...page.rows);
      next = page.next;
    } while (next !== null);
    const levels = Object.fromEntries(rows.map((row) => [row.identity.slug, row.level]));
    expect(levels).toMatchObject({ 'ada/closed': 'read', 'ada/open': 'write' });
    expect(levels['acme/many-1']).toBe('admin');
    expect(new Set(Object.keys(levels)).size).toBe(rows.length);
    expect(rows).toHaveLength(55);
  }, 120_000);

  it('says what somebody may do now, by id', async () => {
    const [open, closed] = [await access('ada/open'), await access('ada/closed')];
    const levels = async (who: GiteaUser) => {
      const account = await accountOf(who);
      return [
        await provider.permission!(open, account),
        await provider.permission!(closed, account),
      ];
    };
    expect(await levels(ada!)).toEqual(['admin', 'admin']);
    await collaborate('ada/open', eve!, 'write');
    await collaborate('ada/closed', eve!, 'read');
    expect(await levels(eve!)).toEqual(['write', 'read']);
    await gitea.call(ada!, 'DELETE /repos/ada/open/collaborators/eve');
    await gitea.call(ada!, 'DELETE /repos/ada/closed/collaborators/eve');
    expect(await levels(eve!)).toEqual([null, null]);
    // Who has the login by now is somebody else.
    expect(await provider.permission!(open, { hostUserId: '99999', login: 'ada' })).toBeNull();
  });

  it('knows an account that is called otherwise by now', async () => {
    const renamed = await gitea.user('before');
    const account = await accountOf(renamed);
    await collaborate('ada/closed', renamed, 'write');
    const call = 'POST /admin/users/before/rename';
    await gitea.call(gitea.admin, call, { new_username: 'after' });
    expect(await provider.permission!(await access('ada/closed'), account)).toBe('write');
  });

  it('makes a webhook, adopts it by its address with a new secret, and sees how it does', async () => {
    const r = await access('ada/open');
    const url = 'https://ci.example/hooks/work/1';
    const hooks = async () =>
      (
        await gitea.call<{ id: number; config: { url: string } }[]>(
          ada!,
          'GET /repos/ada/open/hooks',
        )
      ).body;
    expect(await provider.hookHealth!(r, { url })).toBeUndefined();
    await expect(provider.testHook!(r, { url })).rejects.toMatchObject({
      code: 'TURNPIKE_INPUT_INVALID',
    });
    for (const secret of ['one', 'two']) await provider.installHook!(r, { url, secret });
    expect(await hooks()).toMatchObject([{ active: true, config: { url, content_type: 'json' } }]);
    expect(await provider.hookHealth!(r, { url })).toMatchObject({ active: true, problem: null });
    const [{ id } = { id: 0 }] = await hooks();
    await gitea.call(ada!, `PATCH /repos/ada/open/hooks/${id}`, {
      active: false,
      events: ['push'],
    });
    expect(await provider.hookHealth!(r, { url })).toMatchObject({ active: false });
    await gitea.call(ada!, `PATCH /repos/ada/open/hooks/${id}`, { active: true, events: ['push'] });
    const { problem } = (await provider.hookHealth!(r, { url }))!;
    expect(problem).toContain('pull_request');
    expect(await provider.testHook!(r, { url })).toContain(url);
    const foreign = await access('ada/open', eve);
    await expect(provider.hookHealth!(foreign, { url })).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_REFUSED',
    });
  });

  it('finds its webhook behind many others', async () => {
    const r = await access('ada/closed');
    for (let n = 0; n < 55; n += 1)
      await provider.installHook!(r, { url: `https://ci.example/hooks/work/${n}`, secret: 's' });
    const url = 'https://ci.example/hooks/work/54';
    expect(await provider.removeHook!(r, { url })).toContain(url);
    expect(await provider.hookHealth!(r, { url })).toBeUndefined();
  }, 120_000);

  it('gives statuses, and says which commit is not there', async () => {
    const r = await access('ada/open');
    const sha = (await provider.commit(r, 'main'))!.sha;
    const status: CommitStatus = {
      sha,
      state: 'success',
      context: 'ci/push',
      targetUrl: 'https://ci.example/1',
      description: 'ü'.repeat(400),
    };
    await provider.setStatus!(r, status);
    const set = await gitea.call<object[]>(ada!, `GET /repos/ada/open/statuses/${sha}`);
    expect(set.body).toMatchObject([{ status: 'success', context: 'ci/push' }]);
    const gone = provider.setStatus!(r, { ...status, sha: 'f'.repeat(40) });
    await expect(gone).rejects.toMatchObject({
      ...{ code: 'TURNPIKE_HOST_REFUSED', message: expect.stringContaining('no commit') as string },
    });
    const stranger = provider.setStatus!(await access('ada/open', eve), status);
    await expect(stranger).rejects.toMatchObject({ code: 'TURNPIKE_HOST_REFUSED' });
  });

  it('lets a key read a private repository over SSH, and takes that back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'turnpike-gitea-key-'));
    try {
      const r = await access('ada/closed');
      await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'key')]);
      const { stdout: publicKey } = await run('cat', [join(folder, 'key.pub')]);
      const key = { title: 'Turnpike', publicKey };
      const ssh = `ssh -i ${folder}/key -o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR`;
      const env = { ...process.env, GIT_SSH_COMMAND: ssh };
      const url = `ssh://git@127.0.0.1:${gitea.sshPort}/ada/closed.git`;
      const clone = (to: string) => run('git', ['clone', '-q', url, join(folder, to)], { env });
      await expect(clone('before')).rejects.toThrow();
      for (let twice = 0; twice < 2; twice += 1) await provider.ensureKey!(r, key);
      await clone('after');
      const push = run('git', ['push', '-q', 'origin', 'HEAD:refs/heads/mine'], {
        ...{ env, cwd: join(folder, 'after') },
      });
      await expect(push).rejects.toThrow(/not authorized to write/);
      expect(await provider.removeKey!(r, key)).toContain('ada/closed');
      expect(await provider.removeKey!(r, key)).toBeUndefined();
      await expect(clone('later')).rejects.toThrow();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 120_000);

  it('says why the host does not take a key', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { n = '' } = publicKey.export({ format: 'jwk' });
    const blob = (bytes: Buffer): Buffer => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return Buffer.concat([length, bytes]);
    };
    const parts = [
      Buffer.from('ssh-rsa'),
      Buffer.from([1, 0, 1]),
      Buffer.concat([Buffer.from([0]), Buffer.from(n, 'base64url')]),
    ];
    const short = `ssh-rsa ${Buffer.concat(parts.map(blob)).toString('base64')}`;
    const refused = provider.ensureKey!(await access('ada/open'), { title: 'x', publicKey: short });
    await expect(refused).rejects.toThrow(/3071/);
  });

  it('takes a public repository of a hidden owner for private', async () => {
    const hidden = await gitea.user('hidden');
    await gitea.repository(hidden, 'public', { files: FILES });
    const credential = { kind: 'token', token: hidden.token } as const;
    const look = () => provider.inspect!(`${gitea.url}/hidden/public`, credential);
    expect(await look()).toMatchObject({ private: false });
    await gitea.call(gitea.admin, 'PATCH /admin/users/hidden', {
      ...{ visibility: 'private', login_name: 'hidden', source_id: 0 },
    });
    expect(await look()).toMatchObject({ private: true });
  });

  it('takes each address of a repository, and the token that stands in it', async () => {
    const { token } = ada!;
    for (const url of [
      `${gitea.url}/ada/closed`,
      `${gitea.url}/ada/closed.git`,
      `ssh://git@127.0.0.1:${gitea.sshPort}/ada/closed.git`,
      'git@127.0.0.1:ada/closed.git',
    ])
      expect(await provider.inspect!(url, { kind: 'token', token })).toMatchObject({
        ...{ slug: 'ada/closed', private: true, cloneUrl: `${gitea.url}/ada/closed.git` },
      });
    const withToken = `${gitea.url.replace('//', `//ada:${token}@`)}/ada/closed.git`;
    expect(await provider.inspect!(withToken)).toMatchObject({
      credential: { kind: 'token', token },
      cloneUrl: `${gitea.url}/ada/closed.git`,
    });
    await expect(provider.inspect!(`${gitea.url}/ada/closed`)).rejects.toMatchObject({
      code: 'TURNPIKE_INPUT_INVALID',
    });
  });

  it('reads names with spaces and signs, and no other place of the API', async () => {
    const path = 'a folder/ü #1 100%.yml';
    await gitea.commit(ada!, 'ada/open', { branch: 'topic/odd', path, text: 'x: 1\n' });
    const r = await access('ada/open');
    expect(await provider.file(r, path, 'refs/heads/topic/odd')).toBe('x: 1\n');
    expect(await provider.file(r, 'a folder', 'topic/odd')).toBeUndefined();
    expect(await provider.file(r, '../../ada/closed/contents/.travis.yml', 'main')).toBeUndefined();
    expect(await provider.head!(r, 'refs/heads/topic/odd')).toMatch(/^[0-9a-f]{40}$/);
    expect(await provider.head!(r, 'refs/heads/topic/none')).toBeNull();
  });

  it('tells a host that is away from a thing that is not there', async () => {
    const r = await access('ada/open');
    await gitea.kill();
    try {
      for (const ask of [
        () => provider.file(r, '.travis.yml', 'main'),
        () => provider.missed(r, null),
        () => provider.locate!(r),
        () => provider.whoAmI!(ada!.token),
      ])
        await expect(ask()).rejects.toMatchObject({ code: 'TURNPIKE_HOST_UNAVAILABLE' });
    } finally {
      await gitea.start();
    }
    expect(await provider.file(r, '.travis.yml', 'main')).toBe(FILES['.travis.yml']);
  });
});
