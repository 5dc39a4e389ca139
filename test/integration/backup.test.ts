/** A backup made while a platform runs and writes, on each database: restored elsewhere, everything is there. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { WireBuild } from '@turnpike/core/contracts';
import { afterAll, describe, expect, it } from 'vitest';
import { apiClient } from '../support/api-client.js';
import { freePort } from '../support/mosquitto.js';
import { dropPostgres, freshPostgres, hasPostgres } from '../support/postgres.js';
import { cliAccess, root, startProcess, turnpike } from '../support/process.js';
import { makeProject } from '../support/project.js';
import { has } from './builds/build.js';
import { addRepository, outcomeOf } from './scenario.js';

const YML = `
language: shell
cache: {directories: [kept]}
script:
  - echo "hello of the log"
  - mkdir -p kept out && echo cached > kept/a && echo "made here" > out/it
workspaces: {create: {name: w, paths: [out]}}
addons: {artifacts: {paths: [out]}}
`;

interface Artifacts {
  readonly artifacts: readonly { readonly '@href': string; readonly path: string }[];
}
interface Ended {
  readonly code: number | null;
  readonly text: string;
}

const folder = mkdtempSync(join(tmpdir(), 'turnpike-backup-'));
const undo: (() => unknown)[] = [];
afterAll(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** Beside the test: it goes on meanwhile. */
function cli(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [turnpike, ...args], { cwd: root });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => void (text += chunk.toString()));
    child.once('exit', (code) => resolve({ code, text }));
  });
}

describe.skipIf(!has('curl'))('a backup', () => {
  it.each(['sqlite', 'postgres'] as const)(
    'of a running platform on %s has logs, artifacts, caches and workspaces, and puts them back',
    async (database) => {
      if (database === 'postgres' && !hasPostgres()) return;
      const fresh = async () => {
        if (database === 'sqlite') return {};
        const url = await freshPostgres();
        undo.push(() => dropPostgres(url));
        return { database: { url } };
      };
      const start = async (name: string, more: object) => {
        const platform = await startProcess({
          name,
          folder: join(folder, database, name),
          config: { http: { port: await freePort() }, 'vcs-git': { pollSeconds: 1 }, ...more },
        });
        undo.push(() => platform.stop());
        const access = await cliAccess(platform.dataDir);
        return { platform, access, api: apiClient(access.url, access.token) };
      };
      const first = await start('first', await fresh());
      const project = makeProject(join(folder, database));
      const sha = project.push({ '.travis.yml': YML });
      const repository = addRepository(first.access, project.path, 'acme/project', '--hook');
      const { state } = await outcomeOf(first.api, repository, sha, 120);
      const path = `/v3/repo/${repository}/builds?include=build.jobs`;
      const { builds } = await first.api.get<{ builds: WireBuild[] }>(path);
      const [{ id, jobs }] = builds as [WireBuild];
      expect(state).toBe('passed');

      const config = join(folder, database, 'first', 'turnpike.yml');
      const file = join(folder, `${database}.tar.gz`);
      let writing = true;
      const writes = (async () => {
        let count = 0;
        for (; writing; count += 1)
          await first.api.post(`/v3/repo/${repository}/env_vars`, {
            name: `V${count}`,
            value: 'x',
          });
        return count;
      })();
      const made = await cli('backup', file, '--config', config);
      writing = false;
      expect(await writes).toBeGreaterThan(0);
      expect(made, made.text).toMatchObject({ code: 0 });
      for (const word of ['logs: ', 'artifacts: 1 files', 'caches: 1 files', 'workspaces: 1 files'])
        expect(made.text).toContain(word);
      expect(made.text).toContain('NOT the server’s key');
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(readdirSync(first.platform.dataDir).filter((name) => name.startsWith('.'))).toEqual(
        [],
      );
      const verified = await cli('backup', 'verify', file, '--config', config);
      expect(verified, verified.text).toMatchObject({ code: 0 });

      const target = { ...(await fresh()), dataDir: join(folder, database, 'second', 'data') };
      const second = join(folder, database, 'restored.yml');
      writeFileSync(second, stringify({ ...target, keyFile: join(first.platform.dataDir, 'key') }));
      const restored = await cli('restore', file, '--config', second);
      expect(restored, restored.text).toMatchObject({ code: 0 });
      const again = await start('second', {
        ...target,
        keyFile: join(first.platform.dataDir, 'key'),
      });
      const { artifacts } = await again.api.get<Artifacts>(`/v3/build/${id}/artifacts`);
      expect(artifacts).toHaveLength(1);
      expect(await again.api.text(artifacts[0]!['@href'])).toBe('made here\n');
      const { caches } = await again.api.get<{ caches: unknown[] }>(
        `/v3/repo/${repository}/caches`,
      );
      expect(caches).toHaveLength(1);
      expect(await again.api.text(`/v3/job/${jobs![0]!.id}/log.txt`)).toContain('hello of the log');

      const files = join(first.platform.dataDir, 'storage', 'files');
      rmSync(files, { recursive: true });
      const lossy = await cli(
        'backup',
        file,
        '--config',
        config,
        '--without',
        'caches',
        'workspaces',
      );
      expect(lossy.text).toMatch(/LOST artifacts: 1 files/);
      expect(lossy.text).toContain('left out: caches, workspaces');
      expect(await cli('backup', 'verify', file, '--config', config)).toMatchObject({
        code: 1,
        text: expect.stringContaining('lacks something'),
      });
    },
    300_000,
  );
});
