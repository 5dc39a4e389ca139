/** A repository is removed by command: with real git, a real hook in it, and what the command prints. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTestRepository, testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import type { TestRepository } from '@turnpike/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/api-client.js';
import { turnpike as command } from '../support/process.js';

const run = promisify(execFile);
let platform: TestPlatform;
let work: TestRepository;
let bare: string;

beforeAll(async () => {
  platform = await testPlatform({
    config: {
      worker: { executor: 'dummy' },
      gatekeeper: { pollSeconds: { git: 86_400 } },
    },
  });
  work = await createTestRepository();
  bare = `${work.path}-bare`;
  await mkdir(bare);
  await run('git', ['init', '--bare', '--quiet', '--initial-branch=main', bare]);
  await work.git('remote', 'add', 'origin', bare);
}, 300_000);
afterAll(async () => {
  await platform.stop();
  await work.remove();
  await rm(bare, { recursive: true, force: true });
});

async function turnpike(...args: readonly string[]): Promise<string> {
  const server = ['--url', platform.url, '--token', platform.api.token];
  const { stdout } = await run(process.execPath, [command, ...args, ...server]);
  return stdout;
}
const hook = () => readFile(join(bare, 'hooks', 'post-receive'), 'utf8').catch(() => undefined);

describe('a private repository with a hook', () => {
  it('is managed while it builds no more, and takes its hook along when it is removed', async () => {
    await turnpike('repo', 'add', bare, '--slug', 'acme/secret', '--private', '--hook');
    expect(await hook()).toContain('Installed by Turnpike');
    await work.commit('one', { '.travis.yml': 'script: "true"\n' });
    await work.git('push', '--quiet', 'origin', 'main');
    await until('a build', async () => {
      const found = await platform.api.get<{ builds: unknown[] }>('/v3/repo/acme%2Fsecret/builds');
      return found.builds[0];
    });
    const { id } = await platform.api.get<{ id: number }>('/v3/repo/acme%2Fsecret');
    await platform.api.post(`/v3/repo/${id}/deactivate`, {});
    expect(await turnpike('repo', 'hook', 'show', 'acme/secret')).toMatch(/secret: \S{20}/);
    expect(await turnpike('repo', 'key', 'acme/secret')).toContain('PUBLIC KEY');
    expect(await turnpike('repo', 'hook', 'remove', 'acme/secret')).toContain('is gone');
    expect(await hook()).toBeUndefined();
    await turnpike('repo', 'hook', 'install', 'acme/secret');
    expect(await hook()).toContain('Installed by Turnpike');
    const said = await turnpike('repo', 'remove', 'acme/secret', '--yes');
    expect(said).toContain('removed acme/secret');
    expect(await hook()).toBeUndefined();
    expect(await turnpike('repo', 'removed')).toContain('No removed repository has left anything.');
  });

  it('that could not lose it is listed, tried again and forgotten', async () => {
    await turnpike('repo', 'add', bare, '--slug', 'acme/stuck', '--private', '--hook');
    const { id } = await platform.api.get<{ id: number }>('/v3/repo/acme%2Fstuck');
    // Another's file where the hook's own folder was: it cannot be written, whoever runs this.
    const own = join(bare, 'hooks', 'turnpike', 'target.json');
    await rm(own);
    await mkdir(own);
    const said = await turnpike('repo', 'remove', 'acme/stuck', '--yes');
    expect(said).toContain('removed acme/stuck');
    const list = await turnpike('repo', 'removed');
    expect(list).toMatch(new RegExp(`^${id} {2}acme/stuck {2}removed `, 'm'));
    expect(list).toContain('hook: may be there.');
    expect(list).toContain(`/hooks/git/${id}`);
    await rm(own, { recursive: true });
    expect(await turnpike('repo', 'removed', 'unhook', String(id))).toContain('hook: ');
    expect(await turnpike('repo', 'removed', 'forget', String(id))).toContain(`forgot ${id}`);
    expect(await turnpike('repo', 'removed')).toContain('has left anything');
  });
});
