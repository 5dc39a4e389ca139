import { describe, expect, it } from 'vitest';
import type { JobPayload, PullRequest, Repository } from '@turnpike/sdk';
import { onEachDatabase } from '../../../../test/support/databases.js';
import { seedBuild, seedRepository, type SeedBuild } from '../../../../test/support/seed.js';
import { makeHub, type TestHubOptions } from '../testing/test-hub.js';
import { assemblePayload } from './assemble-payload.js';
import { openConfig, UNREADABLE } from './open-config.js';
import { hostOf, vcsType } from './payload-parts.js';

const pullRequest: PullRequest = {
  number: 7,
  title: 'More steam',
  state: 'open',
  draft: true,
  fork: true,
  headSlug: 'eve/engine',
  headVcsId: null,
  headRef: 'steam',
  headSha: 'b'.repeat(40),
  headUrl: null,
  baseRef: 'main',
  baseSlug: 'ada/engine',
  baseVcsId: null,
  mergeable: null,
  htmlUrl: null,
};
const opened = (mayHave: boolean) => ({
  mayHave,
  open: (secure: string) => (secure.startsWith('bad') ? undefined : `plain-${secure}`),
});

describe('configuration of a job', () => {
  it('becomes env lines and opened values', () => {
    const { config, secrets, hasRemoved } = openConfig(
      {
        language: 'ruby',
        env: [
          { A: '"a b"', B: '$A' },
          { secure: 'x' },
          { TOKEN: { secure: 'y' } },
          'C=1',
          { secure: 'bad' },
        ],
        deploy: [{ provider: 'npm', api_key: { secure: 'key' }, on: { branch: 'main' } }],
        addons: { sauce_connect: { access_key: { secure: 'sauce' } } },
        script: ['rake', { secure: 'odd', more: 1 }],
      },
      opened(true),
    );
    expect(config).toEqual({
      language: 'ruby',
      env: [
        'A="a b" B=$A',
        'SECURE plain-x',
        'SECURE TOKEN=plain-y',
        'C=1',
        `SECURE ${UNREADABLE}`,
      ],
      deploy: [{ provider: 'npm', api_key: 'plain-key', on: { branch: 'main' } }],
      addons: { sauce_connect: { access_key: 'plain-sauce' } },
      script: ['rake', { secure: 'odd', more: 1 }],
    });
    expect(secrets).toEqual(['plain-x', 'plain-y', 'plain-key', 'plain-sauce']);
    expect(hasRemoved).toBe(false);
  });

  it('masks the value of a secure assignment by itself', () => {
    const open = () => 'TOKEN="hush hush"';
    const { secrets } = openConfig({ env: [{ secure: 'x' }] }, { mayHave: true, open });
    expect(secrets).toEqual(['TOKEN="hush hush"', 'hush hush']);
  });

  it('loses its secrets and its unsafe add-ons on a fork', () => {
    const { config, secrets, hasRemoved } = openConfig(
      {
        env: [{ A: '1' }, { secure: 'x' }, { TOKEN: { secure: 'y' }, B: '2' }],
        deploy: { provider: 'npm', api_key: { secure: 'key' } },
        addons: { apt: { packages: ['jq'] }, sauce_connect: true },
        password: { secure: 'z' },
      },
      opened(false),
    );
    expect(config).toEqual({
      env: ['A=1', 'B=2'],
      deploy: { provider: 'npm' },
      addons: { apt: { packages: ['jq'] } },
    });
    expect(secrets).toEqual([]);
    expect(hasRemoved).toBe(true);
  });
});

it('knows hosts and kinds of repositories', () => {
  expect(hostOf('https://u:p@git.example.com:8443/a/b.git')).toBe('git.example.com');
  expect(hostOf('git@github.com:a/b.git')).toBe('github.com');
  expect(hostOf('/srv/git/a.git')).toBeNull();
  expect([vcsType('github'), vcsType('git')]).toEqual(['GithubRepository', null]);
});

onEachDatabase('payload', (database) => {
  async function payloadOf(
    seed: SeedBuild,
    options: TestHubOptions = {},
    settings: Partial<Repository['settings']> = {},
  ): Promise<JobPayload> {
    const { store } = await database.open();
    const repository = await seedRepository(store, { name: 'engine', settings });
    await store.repositories.setSealed(repository.id, {
      privateKey: 'sealed(rsa)',
      sshKey: 'sealed(my-ssh-key)',
    });
    const variable = { repositoryId: repository.id, branch: null };
    await store.repositories.putEnvVar({ ...variable, name: 'SHOWN', value: 's', public: true });
    await store.repositories.putEnvVar({
      ...variable,
      name: 'HIDDEN',
      value: 'sealed(h)',
      public: false,
      branch: 'main',
    });
    const { jobs } = await seedBuild(store, repository, seed);
    return assemblePayload(makeHub(store, options), jobs[0]!);
  }
  const config = { language: 'ruby', env: [{ secure: 'rsa:K=v' }], image: 'ruby:3' };

  it('has the shape that the script compiler knows', async () => {
    const payload = await payloadOf({ jobs: [{ config }] });
    expect(payload).toMatchObject({
      type: 'test',
      config: { language: 'ruby', env: ['SECURE K=v'] },
      repository: { slug: 'ada/engine', source_host: 'git.example.com', private: false },
      job: {
        number: '1.1',
        commit: 'a'.repeat(40),
        commit_range: 'aaa...bbb',
        branch: 'main',
        ref: null,
        tag: null,
        pull_request: false,
        secure_env_enabled: true,
        secure_env_removed: false,
        stage_name: 'stage 1',
      },
      source: { number: 1, event_type: 'push', previous_state: null },
      env_vars: [
        { name: 'HIDDEN', value: 'h', public: false, branch: 'main' },
        { name: 'SHOWN', value: 's', public: true, branch: null },
      ],
      secrets: ['K=v', 'v'],
      ssh_key: { value: 'my-ssh-key', source: 'repository_settings', encoded: false },
      timeouts: { hard_limit: 3000, log_silence: 600 },
      host: 'ci.example.com/base',
      turnpike: {
        run: 0,
        trust: 'full',
        image: 'ruby:3',
        clone: { url: 'https://git.example.com/e.git' },
      },
    });
    expect(payload.turnpike?.job_token).toMatch(/^job-token \d+\.0 3600$/);
    expect(payload.turnpike).not.toHaveProperty('storage_url');
  });

  it('names the storage that is configured', async () => {
    const storageUrl = 'https://ci.example.com/storage';
    const payload = await payloadOf({ jobs: [{ config }] }, { config: { storageUrl } });
    expect(payload.turnpike).toMatchObject({ storage_url: storageUrl });
  });

  it('keeps secrets from forks', async () => {
    const seed: SeedBuild = {
      jobs: [{ config, trust: 'fork' }],
      pullRequest,
      eventType: 'pull_request',
      ref: 'refs/pull/7/merge',
    };
    const payload = await payloadOf(seed, {
      cloneAccess: async () => ({
        url: 'git@git.example.com:e.git',
        credential: { kind: 'ssh', privateKey: 'deploy-key' },
      }),
    });
    expect(payload).toMatchObject({
      config: { env: [] },
      job: {
        pull_request: 7,
        ref: 'refs/pull/7/merge',
        secure_env_enabled: false,
        secure_env_removed: true,
        pull_request_head_slug: 'eve/engine',
        pull_request_is_draft: true,
      },
      env_vars: [{ name: 'SHOWN' }],
      secrets: [],
      ssh_key: null,
      turnpike: { trust: 'fork' },
    });
    expect(JSON.stringify(payload)).not.toMatch(/deploy-key|my-ssh-key|"h"|K=v/);
  });

  it('says so where a fork cannot clone without the key that it is not given', async () => {
    const { store } = await database.open();
    const { id } = await seedRepository(store, { name: 'engine', private: true });
    await store.repositories.setSealed(id, { privateKey: 'sealed(rsa)' });
    const sshUrl = 'ssh://git@git.example.com/ada/engine.git';
    const activation = { identityId: null, sshUrl };
    await store.repositories.update(id, { activation });
    const repository = (await store.repositories.get(id))!;
    const { jobs } = await seedBuild(store, repository, { jobs: [{ config, trust: 'fork' }] });
    const made = (options: TestHubOptions = {}) =>
      assemblePayload(makeHub(store, options), jobs[0]!);
    await expect(made()).rejects.toThrow(/SSH keys for pull requests from forks/);
    const credential = { kind: 'token' as const, token: 't' };
    const cloneAccess = async () => ({ url: 'https://git.example.com/e.git', credential });
    expect(await made({ cloneAccess })).toMatchObject({ ssh_key: null });
    const settings = { ...repository.settings, share_ssh_keys_with_forks: true };
    await store.repositories.update(id, { settings });
    const payload = await made();
    expect(payload.turnpike?.clone).toEqual({ url: sshUrl });
    expect(payload.ssh_key).toMatchObject({ value: 'rsa', source: 'default_repository_key' });
  });

  it('shares with forks where the repository says so', async () => {
    const payload = await payloadOf(
      { jobs: [{ config, trust: 'fork' }] },
      {},
      {
        share_encrypted_env_with_forks: true,
        share_ssh_keys_with_forks: true,
        timeout_hard_limit: 20,
        timeout_log_silence: 5,
      },
    );
    expect(payload).toMatchObject({
      config: { env: ['SECURE K=v'] },
      job: { secure_env_enabled: true, secure_env_removed: false },
      ssh_key: { value: 'my-ssh-key' },
      timeouts: { hard_limit: 1200, log_silence: 300 },
    });
  });

  it('hands over how to clone', async () => {
    const url = 'https://git.example.com/e.git';
    const credential = { kind: 'token', token: 't0ken' } as const;
    const payload = await payloadOf({}, { cloneAccess: async () => ({ url, credential }) });
    expect(payload.turnpike?.clone).toEqual({
      url,
      username: 'x-access-token',
      password: 't0ken',
    });
  });
});
