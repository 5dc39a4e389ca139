/** `mode: split` as the chart describes it: every role a process of its own, a push delivered, built and kept. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WireBuild, WireJob } from '@turnpike/core/contracts';
import { afterEach, describe, expect, it } from 'vitest';
import { apiClient, until } from '../support/api-client.js';
import { startMosquitto } from '../support/mosquitto.js';
import { dropPostgres, freshPostgres, hasPostgres } from '../support/postgres.js';
import { cliAccess } from '../support/process.js';
import { makeProject } from '../support/project.js';
import { pushDelivery } from '../support/push-delivery.js';
import { startS3 } from '../support/s3-server.js';
import { mosquitto } from '../support/services.js';
import { addRepository } from '../integration/scenario.js';
import { hasHelm, type Values } from './support/chart.js';
import { madeSecrets } from './support/mounted.js';
import { startSplitPods, type SplitPods } from './support/split-pods.js';

const YML = `language: shell
cache: { directories: [kept] }
script:
  - echo "built by a worker of its own"
  - mkdir -p kept && echo it > kept/file
`;
const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
}, 120_000);

async function split(more: Values, given: Parameters<typeof startSplitPods>[2] = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-chart-split-'));
  undo.push(async () => rmSync(folder, { recursive: true, force: true }));
  const url = await freshPostgres();
  undo.push(() => dropPostgres(url));
  const made = madeSecrets(join(folder, 'made'));
  const values = {
    ...{ mode: 'split', database: { url }, worker: { executor: 'local', slots: 1 } },
    ingress: { enabled: true, host: 'ci.example.com' },
    ...more,
  };
  const pods = await startSplitPods(folder, values, { 'ci-turnpike-secrets': made, ...given });
  undo.push(() => pods.stop());
  for (const [role, pod] of pods.pods)
    await until(
      `${role} is ready`,
      async () => {
        if (pod.hasEnded) throw new Error(`${role} has ended:\n${pod.output()}`);
        return /^ready http/m.test(pod.output()) ? true : undefined;
      },
      180,
    );
  return { folder, pods };
}

/** A push as a code host tells it; answers the log of the one job, and what is cached then. */
async function pushed(folder: string, pods: SplitPods) {
  const project = makeProject(join(folder, 'forge'));
  const sha = project.push({ '.travis.yml': YML });
  const { token } = await cliAccess(pods.dataDir('api'));
  const url = new URL(pods.at('/v3')).origin;
  const api = apiClient(url, token);
  const id = addRepository({ url, token }, project.path, 'acme/split');
  const { secret } = await api.get<{ secret: string }>(`/v3/repo/${id}/hook`);
  const target = { url: pods.at(`/hooks/git/${id}`), secret };
  const delivery = pushDelivery(target, 'main', sha);
  const taken = await fetch(target.url, { method: 'POST', ...delivery });
  expect(taken.status, await taken.text()).toBe(202);
  const build = await until('the build', async () => {
    const { builds } = await api.get<{ builds: WireBuild[] }>(`/v3/repo/${id}/builds`);
    return builds.find((one) => one.finished_at !== null);
  });
  const { jobs } = await api.get<{ jobs: WireJob[] }>(`/v3/build/${build.id}/jobs`);
  const log = await api.text(`/v3/job/${jobs[0]!.id}/log.txt`);
  expect(build.state, log).toBe('passed');
  const stored = apiClient(new URL(pods.at('/v3/repo')).origin, token);
  const { caches } = await stored.get<{ caches: unknown[] }>(`/v3/repo/${id}/caches`);
  return { log, caches, token };
}

const page = async (pods: SplitPods, token: string): Promise<string> =>
  (
    await fetch(pods.at('/'), { headers: { authorization: `token ${token}`, accept: 'text/html' } })
  ).text();

describe.skipIf(!hasHelm || !hasPostgres())('every role of `mode: split`', () => {
  it('with the broker of the product and files on disks', async () => {
    const { folder, pods } = await split({});
    expect([...pods.pods.keys()]).toHaveLength(13);
    const { log, caches, token } = await pushed(folder, pods);
    expect(log).toMatch(/^built by a worker of its own\r?$/m);
    expect(caches).toHaveLength(1);
    expect(await page(pods, token)).toMatch(/^<!doctype html>/i);
    const kept = readdirSync(pods.dataDir('logs'), { recursive: true }).map(String);
    expect(kept.filter((name) => /^store-fs\//.test(name))).not.toEqual([]);
    const codes = await pods.stop();
    expect([...codes.values()].filter((code) => code !== 0)).toEqual([]);
  }, 600_000);

  it.skipIf(mosquitto() === undefined)(
    'with Mosquitto and S3',
    async (test) => {
      const s3 = await startS3();
      if (!s3) return test.skip('there is no S3 server here');
      undo.push(() => s3.remove());
      const bucket = await s3.bucket();
      const broker = await startMosquitto(mosquitto()!);
      undo.push(() => broker.remove());
      const { folder, pods } = await split(
        {
          broker: { embedded: false, url: broker.url },
          storage: {
            ...{ logs: { store: 's3' }, files: { store: 's3' } },
            s3: { endpoint: s3.endpoint, bucket, existingSecret: 's3' },
          },
        },
        { s3: { 'access-key': s3.root.accessKey, 'secret-key': s3.root.secretKey } },
      );
      expect([...pods.pods.keys()]).not.toContain('broker');
      const { log, caches } = await pushed(folder, pods);
      expect(log).toMatch(/^built by a worker of its own\r?$/m);
      expect(caches).toHaveLength(1);
      const kept = readdirSync(join(s3.folder, bucket), { recursive: true }).map(String);
      expect(kept).toContain('turnpike/logs/0/1/1/full.log');
      expect(kept.filter((name) => /^turnpike\/files\/..\/./.test(name))).toHaveLength(1);
    },
    900_000,
  );
});
