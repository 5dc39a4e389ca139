import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import type { WireRequest } from '@turnpike/core/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiClient, until, type ApiClient } from '../support/api-client.js';
import { freePort } from '../support/mosquitto.js';
import { cliAccess, root, startProcess, type PlatformProcess } from '../support/process.js';
import { makeProject, type Project } from '../support/project.js';
import { addRepository, outcomeOf } from './scenario.js';

const YML = { '.travis.yml': 'language: shell\nscript: "true"\n' };

/** A plugin that does much, in a folder that has nothing to do with the project but the installed SDK. */
async function strangersFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stranger-'));
  await cp(join(root, 'test/fixtures/freeze'), join(folder, 'plugin'), { recursive: true });
  await mkdir(join(folder, 'node_modules/@turnpike'), { recursive: true });
  await symlink(join(root, 'sdk'), join(folder, 'node_modules/@turnpike/sdk'));
  return folder;
}

async function rejected(
  api: ApiClient,
  repositoryId: number,
  branch: string,
): Promise<WireRequest> {
  return until(`a decision about ${branch}`, async () => {
    const { requests } = await api.get<{ requests: WireRequest[] }>(
      `/v3/repo/${repositoryId}/requests`,
    );
    return requests.find(
      (request) => request.branch_name === branch && request.result === 'rejected',
    );
  });
}

describe("a stranger's plugin", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await strangersFolder();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  describe('in a platform that was told its path', () => {
    let platform: PlatformProcess;
    let api: ApiClient;
    let project: Project;
    let id: number;
    beforeAll(async () => {
      project = makeProject(folder);
      platform = await startProcess({
        name: 'platform',
        folder: join(folder, 'platform'),
        config: {
          plugins: ['...', '../plugin/freeze.js'],
          http: { port: await freePort() },
          'vcs-git': { pollSeconds: 1 },
        },
      });
      const access = await cliAccess(platform.dataDir);
      api = apiClient(access.url, access.token);
      id = addRepository(access, project.path, 'acme/frozen');
    }, 300_000);
    afterAll(() => platform?.stop());

    it('vetoes a request with its reason, and hears of builds that it let pass', async () => {
      const built = await outcomeOf(api, id, project.push(YML));
      expect(built.state).toBe('passed');
      project.push(YML, 'Frozen', 'frozen/pond');
      expect(await rejected(api, id, 'frozen/pond')).toMatchObject({
        rule: 'freeze',
        message: expect.stringContaining('rename it') as string,
      });
      await expect
        .poll(() => api.get('/freeze'), { timeout: 60_000 })
        .toMatchObject([{ line: 'build 1 passed' }, { line: 'refused frozen/pond' }]);
    }, 300_000);

    it('lets in whom its route names', async () => {
      expect((await fetch(`${platform.url}/freeze`)).status).toBe(401);
    });

    it('shows a panel: the interface is told of it and gets its module', async () => {
      const ui = JSON.stringify(await api.get('/v3/ui'));
      expect(ui).toContain('freeze-panel');
      const module = await api.text('/ui-plugins/freeze/freeze-panel.js');
      expect(module).toBe(await readFile(join(folder, 'plugin/freeze-panel.js'), 'utf8'));
    });
  });

  describe('unloaded', () => {
    let platform: TestPlatform;
    beforeAll(async () => {
      platform = await testPlatform({
        plugins: [join(folder, 'plugin/freeze.js')],
        config: { worker: { executor: 'dummy' } },
      });
    }, 300_000);
    afterAll(() => platform?.stop());

    it('leaves nothing behind', async () => {
      const scope = () => platform.installed.scopes.find(({ plugin }) => plugin === 'freeze');
      expect(scope()).toMatchObject({
        state: 'running',
        taps: 1,
        routes: 1,
        provides: ['notifiers'],
      });
      const headers = { authorization: `token ${platform.api.token}` };
      const diary = async () => (await platform.request('/freeze', { headers })).text();
      expect(await diary()).toBe('[]');
      await platform.unload('freeze');
      expect(scope()).toMatchObject({
        state: 'disposed',
        taps: 0,
        routes: 0,
        subscriptions: 0,
        timers: 0,
      });
      // Nothing of the plugin answers: what does is the interface's page for unknown addresses.
      expect(await diary()).not.toBe('[]');
      const answer = await platform.hooks.request.accept
        .promise({ request: { branch: 'frozen/pond' }, repository: { settings: {} } } as never)
        .catch(() => undefined);
      expect(answer ?? {}).not.toMatchObject({ rule: 'freeze' });
      expect(platform.installed.taps().filter(({ plugin }) => plugin === 'freeze')).toEqual([]);
    });
  });
});
