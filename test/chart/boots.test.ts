/** The one pod of `mode: single`, as the chart describes it: boots, builds its sample, ends, and wants its own key. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliAccess, turnpike } from '../support/process.js';
import { boot, type Booted } from './support/booted.js';
import { hasHelm, render } from './support/chart.js';
import { madeSecrets, mountPod, secretsOf, serversOf, type Mounted } from './support/mounted.js';

describe.skipIf(!hasHelm)('the one pod of `mode: single`', () => {
  let folder = '';
  let mounted: Mounted;
  let secrets: Readonly<Record<string, string>>;
  let server: Booted | undefined;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'turnpike-chart-boots-'));
    secrets = madeSecrets(join(folder, 'made'));
    const manifests = render({ sample: true, worker: { executor: 'local', slots: 1 } });
    const [server] = serversOf(manifests);
    const known = secretsOf(manifests, { 'ci-turnpike-secrets': secrets });
    mounted = mountPod(server!.pod, known, join(folder, 'pod'));
  });
  afterAll(async () => {
    server?.kill('SIGKILL');
    await server?.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (): void => {
    server = boot(mounted, folder, { 'http.port': 0, publicUrl: 'http://127.0.0.1' });
  };

  it('starts, is ready, and builds its sample', async () => {
    start();
    const said = (): string => server!.output();
    await expect.poll(said, { timeout: 120_000 }).toMatch(/^ready http/m);
    const [, url] = /^ready (\S+)/m.exec(said())!;
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const metrics = (token: string): Promise<Response> =>
      fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    expect((await metrics('wrong')).status).toBe(401);
    const figures = await metrics(secrets['role-secret']!);
    expect(figures.status).toBe(200);
    await expect.poll(said, { timeout: 300_000 }).toMatch(/^sample build #1 passed$/m);
    const { token } = await cliAccess(join(folder, 'pod/data'));
    const answer = await fetch(`${url}/v3/repo/turnpike%2Fsample/builds`, {
      headers: { authorization: `token ${token}` },
    });
    expect(await answer.json()).toMatchObject({ builds: [{ number: '1', state: 'passed' }] });
  }, 600_000);

  it('ends by SIGTERM', async () => {
    server!.kill('SIGTERM');
    expect(await server!.ended).toBe(0);
  });

  it('does not start on its database with another key', async () => {
    const other = join(folder, 'other');
    execFileSync(process.execPath, [turnpike, 'secrets', 'init', '--folder', other]);
    expect(readdirSync(other)).toContain('encryption-key');
    const key = join(folder, 'pod/etc/turnpike/secrets/encryption-key');
    copyFileSync(join(other, 'encryption-key'), key);
    start();
    expect(await server!.ended).not.toBe(0);
    expect(server!.output()).toContain('were sealed with the key');
    expect(server!.output()).toContain('Put the key file back that belongs to this database');
  }, 600_000);
});
