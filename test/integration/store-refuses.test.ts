/** A running platform whose database takes no writes for a while: it says so, with codes, and goes on by itself. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, describe, expect, it } from 'vitest';
import { apiClient, until } from '../support/api-client.js';
import { freePort } from '../support/mosquitto.js';
import { asking, hasPostgres, freshPostgres, query, dropPostgres } from '../support/postgres.js';
import { cliAccess, startProcess, turnpike, type PlatformProcess } from '../support/process.js';
import { makeProject } from '../support/project.js';
import { hookTarget, pushDelivery } from '../support/push-delivery.js';
import { hasSmallDisks, smallDisk } from '../support/small-disk.js';
import { addRepository } from './scenario.js';

const folder = mkdtempSync(join(tmpdir(), 'turnpike-refuses-'));
const undo: (() => unknown)[] = [];
afterAll(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

interface Scene {
  readonly platform: PlatformProcess;
  /** What writes: the API, its tokens, a hook. Each answers status and body. */
  readonly writes: readonly (() => Promise<readonly [number, Record<string, unknown>]>)[];
  readonly ready: () => Promise<readonly [number, Record<string, unknown>]>;
  readonly lists: () => Promise<unknown>;
  readonly doctor: () => string;
}

async function scene(name: string, database: Record<string, unknown>): Promise<Scene> {
  const own = join(folder, name);
  const platform = await startProcess({
    name,
    folder: own,
    config: {
      http: { port: await freePort(), ratePerMinute: 0 },
      'vcs-git': { pollSeconds: 3600 },
      ...database,
    },
  });
  undo.push(() => platform.stop());
  const access = await cliAccess(platform.dataDir);
  const api = apiClient(access.url, access.token);
  const project = makeProject(own);
  const sha = project.push({ '.travis.yml': 'language: shell\nscript: "true"\n' });
  const repository = addRepository(access, project.path, 'acme/project', '--hook');
  const target = hookTarget(project.path);
  const send = async (url: string, init: RequestInit) => {
    const answer = await fetch(url, { ...init, method: 'POST' });
    return [answer.status, JSON.parse((await answer.text()) || '{}')] as const;
  };
  const headers = {
    authorization: `token ${access.token}`,
    'content-type': 'application/json',
  };
  let count = 0;
  const post = (path: string, body: () => unknown) => () =>
    send(access.url + path, { headers, body: JSON.stringify(body()) });
  return {
    platform,
    writes: [
      post(`/v3/repo/${repository}/env_vars`, () => ({
        name: `V${(count += 1)}`,
        value: 'x'.repeat(20_000),
      })),
      post('/v3/user/tokens', () => ({ name: `t${(count += 1)}`, scopes: ['read'] })),
      () => send(target.url, pushDelivery(target, `branch-${(count += 1)}`, sha)),
    ],
    ready: async () => {
      const answer = await fetch(`${access.url}/readyz`);
      return [answer.status, (await answer.json()) as Record<string, unknown>] as const;
    },
    lists: () => api.get('/v3/repos'),
    doctor: () => {
      try {
        return execFileSync(
          process.execPath,
          [turnpike, 'doctor', '--config', join(own, 'turnpike.yml')],
          { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
        );
      } catch (error) {
        return (error as { stdout: string }).stdout;
      }
    },
  };
}

/** While it refuses: words and codes, nobody else is held up; afterwards all is as before. */
async function expectPasses(
  made: Scene,
  refusing: { readonly status: number; readonly code: string; readonly database: string },
  end: () => unknown,
): Promise<void> {
  const bad = await until('not ready', async () => {
    const [status, body] = await made.ready();
    return status === 503 && body['database'] === refusing.database ? body : undefined;
  });
  expect(bad).toMatchObject({ ready: false, code: refusing.code });
  expect(bad['message']).toMatch(/[a-z]{3,} [a-z]{2,}/);
  expect(bad['way_out']).toMatch(/[a-z]{3,} [a-z]{2,}/);
  expect((await fetch(`${made.platform.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${made.platform.url}/metrics`)).status).toBe(200);
  for (const write of made.writes) {
    // A write may still find room in what was given back a moment ago.
    const [status, body] = await until('a refusal', async () => {
      const answer = await write();
      return answer[0] >= 400 ? answer : undefined;
    });
    expect([status, body]).toEqual([
      refusing.status,
      expect.objectContaining({ code: refusing.code, retryable: true }),
    ]);
  }
  await made.lists();
  // What a process knows of itself may be ten seconds old.
  const said = String(bad['message']);
  await until('the doctor', async () => made.doctor().includes(said) || undefined, 60);
  await end();
  for (const write of made.writes) {
    await until('a write', async () => ((await write())[0] < 300 ? true : undefined), 30);
  }
  await until('ready', async () => ((await made.ready())[0] === 200 ? true : undefined), 30);
}

describe('a database that takes no writes for a while', () => {
  it('is said, with a code, by all that writes while another program has the lock, and passes', async () => {
    const made = await scene('locked', {});
    const other = new Database(join(made.platform.dataDir, 'turnpike.db'));
    other.exec('pragma busy_timeout = 5000');
    other.exec('begin immediate');
    const busy = { status: 503, code: 'TURNPIKE_STORE_BUSY', database: 'locked' };
    await expectPasses(made, busy, () => other.exec('rollback'));
    other.close();
  }, 180_000);

  it.skipIf(!hasSmallDisks(folder))(
    'is said while the disk of SQLite is full, and passes',
    async () => {
      const disk = smallDisk(join(folder, 'disk'), 16);
      undo.push(() => disk.remove());
      const url = `sqlite:${join(disk.folder, 'turnpike.db')}`;
      const made = await scene('full', { database: { url } });
      disk.fill();
      const full = { status: 507, code: 'TURNPIKE_STORE_FULL', database: 'full' };
      await expectPasses(made, full, () => disk.free());
    },
    180_000,
  );

  const spaces = hasPostgres() && !process.env['TURNPIKE_TEST_POSTGRES'] && hasSmallDisks(folder);
  it.skipIf(!spaces)(
    'is said while the disk of PostgreSQL is full, and passes',
    async () => {
      const base = await freshPostgres();
      const owner = await asking(base, async (client) => {
        const { rows } = await client.query("select current_setting('data_directory') as folder");
        return Number(
          execFileSync('stat', ['-c', '%u', String(rows[0].folder)], { encoding: 'utf8' }),
        );
      });
      // Its server has to reach it.
      const disk = smallDisk(mkdtempSync(join(tmpdir(), 'turnpike-space-')), 64, owner);
      undo.push(() => disk.remove());
      const name = new URL(base).pathname.slice(1);
      const admin = base.replace(/\/[^/]*$/, '/postgres');
      await query(admin, `create tablespace small location '${disk.folder}'`);
      await query(admin, `alter database ${name} set tablespace small`);
      undo.push(() => dropPostgres(base).then(() => query(admin, 'drop tablespace small')));
      const made = await scene('full-postgres', { database: { url: base } });
      disk.fill();
      const full = { status: 507, code: 'TURNPIKE_STORE_FULL', database: 'full' };
      await expectPasses(made, full, () => disk.free());
    },
    180_000,
  );
});
