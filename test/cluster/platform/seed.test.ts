/**
 * The seed's promise, from its start to its end: the example values of the older chart (other keys of GitHub), `helm
 * install`, `helm test`, a signed delivery through the ingress, a build in pods that a browser watches, its log in S3.
 * And what an operator does later with what stands then.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { githubDelivery } from '../../support/github.js';
import { root } from '../../support/root.js';
import { startS3, type S3Server } from '../../support/s3-server.js';
import { API_ADDRESS } from '../plane/layout.js';
import { until } from '../plane/shell.js';
import { findCluster, type Cluster } from '../support/cluster.js';
import { helmOf, type Helm } from '../support/helm.js';
import { reached, type Reached } from '../support/reached.js';
import { startForge, type Forge } from './forge.js';
import { loadImages, makeTrial, type Trial } from './trial.js';
import { browse, visit } from './visitor.js';

const RELEASE = 'travis';
const NAME = `${RELEASE}-turnpike`;
const WEB = 'https://travis.example.com';
const PASSWORD = 'correct horse battery';
const SECRETS = ['s3cret-of-postgres', 's3cret-of-rabbit', 's3cret-of-logs', 'made-up-secret'];
const said: string[] = [];
const began = performance.now();
const say = (words: string): void => {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  said.push(`${seconds.padStart(6)} s  ${words}`);
};
/** Ends the script's waiting: the job goes on when something listens there. */
const gate = createServer();
const GATE = 20_099;
const YML = `language: shell
cache: { directories: [kept] }
script:
  - echo "a pod says hello"
  - until (exec 3<>/dev/tcp/${API_ADDRESS}/${GATE}) 2>/dev/null; do sleep 0.1; done
  - for i in $(seq 2000); do echo "line $i of the rest"; done
  - mkdir -p kept && echo it > kept/file
`;

let folder: string;
let cluster: Cluster;
let helm: Helm;
let trial: Trial;
let s3: S3Server;
let s3Door: Reached;
let bucket: string;
let forge: Forge;
let repository: number;
let values: readonly [object, object];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-seed-'));
  cluster = await findCluster();
  helm = helmOf(cluster);
  s3 = (await startS3())!;
  s3Door = await reached(Number(new URL(s3.endpoint).port));
  bucket = await s3.bucket();
  forge = await startForge(join(folder, 'forge'), YML);
  await loadImages(cluster, say);
  trial = await makeTrial(cluster, {
    claims: [NAME, `${NAME}-postgresql`],
    hosts: ['travis.example.com'],
  });
  const { accessKey, secretKey } = s3.root;
  await trial.namespace.kubectl([
    ...['create', 'secret', 'generic', 's3', `--from-literal=access-key=${accessKey}`],
    `--from-literal=secret-key=${secretKey}`,
  ]);
  values = [seedValues(), ourValues()];
  say('images, S3, GitHub and the namespace are there');
}, 900_000);
afterAll(async () => {
  console.log(`the seed's promise:\n${said.join('\n')}`);
  gate.close();
  await trial?.remove();
  await forge?.close();
  s3Door?.close();
  await s3?.remove();
  rmSync(folder, { recursive: true, force: true });
}, 300_000);

function seedValues(): object {
  const file = join(root, 'config/helm/turnpike/ci/seed-values.yaml');
  const seed = parse(readFileSync(file, 'utf8')) as object;
  return {
    ...seed,
    travisApi: { github: { clientId: 'made-up', clientSecret: 'made-up-secret' } },
  };
}

/** Where S3 and GitHub are on this machine, and that jobs may reach the latter. */
function ourValues(): object {
  const endpoint = `http://${API_ADDRESS}:${s3Door.port}`;
  const files = { store: 's3' };
  return {
    storage: { logs: files, files, s3: { endpoint, bucket, existingSecret: 's3' } },
    config: {
      net: { allow: [API_ADDRESS] },
      'vcs-github': { apiUrl: forge.apiUrl, pollSeconds: 86_400 },
      gatekeeper: { pollSeconds: { github: 86_400 } },
    },
    jobs: {
      classes: { default: { cpu: '250m', memory: '256Mi', disk: '256Mi' } },
      networkPolicy: { allow: [{ to: [{ ipBlock: { cidr: `${API_ADDRESS}/32` } }] }] },
    },
  };
}

const kubectl = (...args: readonly string[]): Promise<string> => trial.namespace.kubectl(args);
const logOfServer = (): Promise<string> => kubectl('logs', `statefulset/${NAME}`);
const install = (...more: readonly object[]): Promise<string> =>
  helm.install(RELEASE, trial.namespace.name, ...values, ...more);

/** What the page's own code would be answered. */
const ask = (page: Page, path: string, body?: object) =>
  page.evaluate(
    async ([at, sent]) => {
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: sent ?? '',
      };
      const answer = await fetch(at!, sent === undefined ? {} : init);
      return { status: answer.status, text: await answer.text() };
    },
    [path, body === undefined ? undefined : JSON.stringify(body)] as const,
  );
async function asked<T>(page: Page, path: string, body?: object): Promise<T> {
  const { status, text } = await ask(page, path, body);
  if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
  return JSON.parse(text) as T;
}
const deliver = () =>
  visit(
    `http://listener.example.com/hooks/github/${repository}`,
    githubDelivery(forge.push, { secret: forge.github.hookSecret }),
  );

interface Found {
  readonly jobs: readonly { readonly id: number; readonly state: string }[];
}

describe('the seed’s promise', () => {
  it('holds, from the installation to the log in S3', async () => {
    await install();
    say('helm install: all is ready');
    expect(await logOfServer()).not.toMatch(/"level":"error"/);
    expect(await helm('test', RELEASE, '--namespace', trial.namespace.name)).toMatch(
      /Phase:\s+Succeeded/,
    );
    say('helm test');

    const browser = await browse();
    try {
      const page = await browser.newPage({ ignoreHTTPSErrors: true });
      const [, link = ''] = /once: (\S+)/.exec(await logOfServer()) ?? [];
      expect(link).toMatch(/^https:\/\/travis\.example\.com\//);
      await page.goto(link);
      await page.getByLabel('New password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Save and go on' }).click();
      await page.getByRole('heading', { name: 'Repositories', exact: true }).waitFor();
      say('the first administrator is in');

      const added = await asked<{ id: number }>(page, '/v3/repos', {
        ...{ clone_url: forge.cloneUrl, provider: 'github', token: 'tok', install_hook: true },
      });
      repository = added.id;
      const taken = await deliver();
      expect(taken.status, taken.body.toString()).toBe(202);
      say('a signed delivery is taken');
      const { id, builds } = await until('a job', async () => {
        const all = await asked<{ builds: { id: number }[] }>(
          page,
          `/v3/repo/${repository}/builds`,
        );
        const [build] = all.builds;
        if (!build) return undefined;
        const { jobs } = await asked<Found>(page, `/v3/build/${build.id}/jobs`);
        return jobs[0] && { id: jobs[0].id, builds: all.builds };
      });
      expect(builds).toHaveLength(1);

      await page.goto(`${WEB}/Codertocat/Hello-World/jobs/${id}`);
      await page.evaluate(() => Object.assign(window, { notReloaded: true }));
      await page.getByText('a pod says hello', { exact: true }).waitFor({ timeout: 180_000 });
      say('its first line is in the browser, while it runs');
      const pods = await cluster.kubectl([
        ...['--namespace', `${trial.namespace.name}-jobs`, 'get', 'pods', '--output=name'],
      ]);
      expect(pods.trim()).toBe(`pod/tp-${NAME}-${id}-1`);

      await new Promise<void>((resolve) => gate.listen(GATE, API_ADDRESS, resolve));
      await page.getByText('Your build exited with 0.').waitFor({ timeout: 120_000 });
      await until('the title', async () => /Passed/.test(await page.title()) || undefined);
      expect(await page.evaluate(() => 'notReloaded' in window)).toBe(true);
      say('green, in the same page');

      const log = await visit(`${WEB}/v3/job/${id}/log.txt`, await cookie(page));
      expect(log.status).toBe(200);
      const kept = join(s3.folder, bucket, `turnpike/logs/0/${id}/1/full.log`);
      expect(readFileSync(kept).equals(log.body)).toBe(true);
      expect(log.body.toString()).toMatch(/^line 2000 of the rest\r?$/m);
      say(`its log is in S3, byte for byte: ${log.body.byteLength} bytes`);
      expect(readdirSync(join(s3.folder, bucket), { recursive: true }).join('\n')).toMatch(
        /^turnpike\/files\/..\/./m,
      );
      await until(
        'a status at GitHub',
        async () => forge.github.statuses.find((one) => one.state === 'success') && true,
      );
      const left = `--namespace=${trial.namespace.name}-jobs`;
      await expect.poll(() => cluster.kubectl([left, 'get', 'pods', '--output=name'])).toBe('');
      say('nothing is left in the namespace of jobs');
    } finally {
      await browser.close();
    }
  }, 900_000);
});

async function cookie(page: Page): Promise<{ readonly headers: Record<string, string> }> {
  const all = await page.context().cookies();
  return { headers: { cookie: all.map(({ name, value }) => `${name}=${value}`).join('; ') } };
}

describe('an operator of what stands then', () => {
  interface Listed {
    readonly items: readonly {
      readonly metadata: { readonly name: string; readonly uid: string };
      readonly spec?: { readonly containers?: readonly { readonly env?: readonly Variable[] }[] };
      readonly data?: Readonly<Record<string, string>>;
    }[];
  }
  interface Variable {
    readonly name: string;
    readonly value?: string;
  }
  const list = async (kind: string): Promise<Listed['items']> =>
    (JSON.parse(await kubectl('get', kind, '--output=json')) as Listed).items;
  const servers = async (): Promise<readonly string[]> =>
    (await list('pods'))
      .filter(({ metadata }) => !/-test$/.test(metadata.name))
      .map(({ metadata }) => `${metadata.name} ${metadata.uid}`)
      .toSorted();
  const sealing = async () =>
    (await list('secrets')).find(({ metadata }) => metadata.name === `${NAME}-secrets`)!.data;
  const inTrial = ['--namespace'];

  it('finds no secret in plain words, wherever people look (2)', async () => {
    const { namespace } = trial;
    const manifest = await helm('get', 'manifest', RELEASE, ...inTrial, namespace.name);
    const places = {
      manifest,
      maps: await kubectl('get', 'configmaps', '--output=yaml'),
      events: await kubectl('get', 'events', '--output=yaml'),
      pods: await kubectl('get', 'pods', '--output=yaml'),
    };
    for (const [place, text] of Object.entries(places))
      for (const secret of [...SECRETS, s3.root.secretKey])
        expect(text, place).not.toContain(secret);
  });

  it('upgrades without a change, and no pod is another one (3)', async () => {
    const [pods, secrets] = [await servers(), await sealing()];
    await install();
    expect(await servers()).toEqual(pods);
    expect(await sealing()).toEqual(secrets);
    expect(await helm('status', RELEASE, ...inTrial, trial.namespace.name)).toContain(
      'REVISION: 2',
    );
  });

  it('has it all at the level restricted, and jobs at baseline (5)', async () => {
    const level = async (namespace: string): Promise<string> =>
      cluster.kubectl([
        ...['get', 'namespace', namespace, '--output'],
        'jsonpath={.metadata.labels.pod-security\\.kubernetes\\.io/enforce}',
      ]);
    expect(await level(trial.namespace.name)).toBe('restricted');
    expect(await level(`${trial.namespace.name}-jobs`)).toBe('baseline');
  });

  it('gives workers what they use in the namespace of jobs, and jobs nothing (6)', async () => {
    const { name } = trial.namespace;
    const can = async (account: string, namespace: string, ...what: readonly string[]) =>
      (
        await cluster
          .kubectl(['auth', 'can-i', ...what, `--as=${account}`, '--namespace', namespace])
          .catch((error: { stdout?: string }) => error.stdout ?? '')
      ).trim();
    const worker = `system:serviceaccount:${name}:${NAME}`;
    const jobs = `${name}-jobs`;
    for (const [verb, what] of [
      ...['create', 'get', 'list', 'watch', 'delete'].map((one) => [one, 'pods'] as const),
      ...([
        ['create', 'pods/exec'],
        ['get', 'pods/exec'],
        ['get', 'pods/log'],
        ['list', 'events'],
      ] as const),
    ])
      expect(await can(worker, jobs, verb, what), `${verb} ${what}`).toBe('yes');
    for (const [verb, what] of [
      ...([
        ['get', 'secrets'],
        ['list', 'secrets'],
        ['update', 'pods'],
        ['patch', 'pods'],
      ] as const),
      ...([
        ['list', 'nodes'],
        ['create', 'roles'],
        ['get', 'configmaps'],
      ] as const),
    ])
      expect(await can(worker, jobs, verb, what), `${verb} ${what}`).toBe('no');
    for (const place of [name, 'default', 'kube-system'])
      expect(await can(worker, place, 'create', 'pods'), place).toBe('no');
    const job = `system:serviceaccount:${jobs}:default`;
    expect(await can(job, jobs, 'get', 'pods')).toBe('no');
    expect(await can(job, jobs, 'create', 'pods')).toBe('no');
  });

  it('goes back a version and on again, and deliveries are taken (25)', async () => {
    await install({ config: { api: { public: true } } });
    await helm('rollback', RELEASE, '1', ...inTrial, trial.namespace.name, '--wait');
    await until('deliveries', async () => (await deliver()).status === 202 || undefined);
  }, 600_000);

  it('takes it away, and what is to stay stays (25); installs it again, and settings open (4)', async () => {
    const before = await sealing();
    await helm('uninstall', RELEASE, ...inTrial, trial.namespace.name, '--wait');
    const left = async (): Promise<readonly string[]> => {
      const names = await kubectl(
        ...['get', 'all,secrets,configmaps,persistentvolumeclaims,ingresses,networkpolicies'],
        ...['--output=name', '--selector=app.kubernetes.io/instance=travis'],
      );
      return names.trim().split('\n').toSorted();
    };
    // Pods go a moment after what has made them.
    await expect
      .poll(left)
      .toEqual([
        `persistentvolumeclaim/${NAME}`,
        `persistentvolumeclaim/${NAME}-postgresql`,
        `pod/${NAME}-test`,
        `secret/${NAME}-secrets`,
      ]);
    await install();
    expect(await sealing()).toEqual(before);
    // Signed by a secret that only the database has, sealed.
    expect((await deliver()).status).toBe(202);
  }, 600_000);

  it('does not get it started with another key, and reads why (4)', async () => {
    await helm('uninstall', RELEASE, ...inTrial, trial.namespace.name, '--wait');
    await kubectl('delete', 'secret', `${NAME}-secrets`);
    await helm.begin(RELEASE, trial.namespace.name, ...values);
    await until('its words', async () => {
      const text = await kubectl('logs', `statefulset/${NAME}`, '--previous').catch(logOfServer);
      return text.includes('were sealed with the key') || undefined;
    });
    await helm('uninstall', RELEASE, ...inTrial, trial.namespace.name, '--wait');
  }, 600_000);
});
