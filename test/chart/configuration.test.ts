/** What the chart tells each of its pods is taken by the real product, checked as a start checks it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { allProblems, planHost, type HostPlan } from '../../core/src/host/plan.js';
import { hasHelm, render, sets, type Values } from './support/chart.js';
import { madeSecrets, mountPod, secretsOf, serversOf, type Mounted } from './support/mounted.js';

let folder = '';
let made: Readonly<Record<string, string>> = {};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-chart-told-'));
  made = madeSecrets(join(folder, 'made'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the Job makes, and what people have who bring their own. */
const given = (): Parameters<typeof secretsOf>[1] => ({
  'ci-turnpike-secrets': made,
  'my-secrets': {
    ...{ key: made['encryption-key']!, 'rsa.pem': made['signing-key']! },
    ...{ roles: made['role-secret']!, workers: made['worker-token']! },
  },
  's3-ca': { 'ca.crt': 'the certificate' },
  postgres: { uri: 'postgres://turnpike:x@db/turnpike' },
  mosquitto: {
    ...{ url: 'mqtts://mqtt:8883', user: 'role', password: 'x' },
    ...{ 'worker-user': 'worker', 'worker-password': 'y' },
  },
  github: { 'webhook-secret': 'hook' },
  s3: { 'access-key': 'who', 'secret-key': 'what' },
});

/** By the object that makes it, each pod of the product as it would be started. */
function podsWith(values: Values): ReadonlyMap<string, Mounted & { readonly place: string }> {
  const manifests = render(values);
  const all = serversOf(manifests).map(({ owner, pod }) => {
    const place = mkdtempSync(join(folder, 'pod-'));
    return [owner, { ...mountPod(pod, secretsOf(manifests, given()), place), place }] as const;
  });
  return new Map(all);
}

function planOf({ args, env }: Mounted): Promise<HostPlan> {
  const of = (name: string): readonly string[] =>
    args.flatMap((arg) => (arg.startsWith(`--${name}=`) ? [arg.slice(name.length + 3)] : []));
  const [role] = of('role');
  const named = role === undefined ? {} : { role };
  return planHost({ files: of('config'), set: of('set'), environment: env, ...named });
}

for (const [name, values] of Object.entries(sets)) {
  it.skipIf(!hasHelm)(
    `is all that the values ${name} lead to`,
    async () => {
      const pods = podsWith(values);
      expect(pods.size).toBeGreaterThan(0);
      for (const [owner, mounted] of pods) {
        const plan = await planOf(mounted);
        expect(
          allProblems(plan).map((one) => one.message),
          owner,
        ).toEqual([]);
        expect(plan.units.length, owner).toBeGreaterThan(0);
        expect(plan.configuration.unknownVariables, owner).toEqual([]);
      }
    },
    600_000,
  );
}

describe.skipIf(!hasHelm)('values of jobs', () => {
  const settingsOf = async (values: Values, owner: string): Promise<Values> =>
    (await planOf(podsWith(values).get(owner)!)).configuration.values as Values;

  it('are settings of the executor, in the one pod and in a worker of its own', async () => {
    const jobs = { namespace: 'pods', profile: 'strict', classes: { default: { cpu: '3' } } };
    const wanted = {
      worker: { executor: 'kubernetes', slots: 50 },
      'executor-kubernetes': {
        install: 'ci-turnpike',
        namespace: { full: 'pods' },
        profile: 'strict',
        classes: { default: { cpu: '3' } },
        images: {
          ...{ default: 'buildpack-deps:stable', pullPolicy: 'Always' },
          tools: 'turnpike-tools:0.1.0',
        },
      },
    };
    expect(await settingsOf({ jobs }, 'StatefulSet ci-turnpike')).toMatchObject(wanted);
    const split = { mode: 'split', database: { url: 'postgres://db/turnpike' }, jobs };
    expect(await settingsOf(split, 'StatefulSet ci-turnpike-worker')).toMatchObject(wanted);
  }, 600_000);

  it('of a pool are its own', async () => {
    const values = sets['kubernetes']!;
    const of = (pool: string) => settingsOf(values, `StatefulSet ci-turnpike-worker-${pool}`);
    expect(await of('small')).toMatchObject({ worker: { slots: 50, queues: ['builds.linux'] } });
    expect(await of('large')).toMatchObject({
      worker: { slots: 5, queues: ['builds.large'] },
      'executor-kubernetes': { namespace: { full: 'builds-jobs', fork: 'ci-forks' } },
    });
  }, 600_000);

  it('leave processes of the pod itself their number of slots', async () => {
    const settings = await settingsOf({ worker: { executor: 'local' } }, 'StatefulSet ci-turnpike');
    expect(settings).toMatchObject({ worker: { executor: 'local', slots: 4 } });
    expect(settings).not.toHaveProperty('executor-kubernetes');
  }, 600_000);
});

it.skipIf(!hasHelm)(
  'a certificate of S3 stands where the settings say',
  async () => {
    const { place, ...mounted } = podsWith(sets['s3']!).get('Deployment ci-turnpike-logs')!;
    const { values } = (await planOf(mounted)).configuration;
    expect(values).toMatchObject({
      ...{ logs: { store: 's3' }, storage: { store: 's3' } },
      'store-s3': { bucket: 'turnpike', caFile: join(place, 'etc/turnpike/s3-ca/ca.crt') },
    });
    expect(readFileSync(join(place, 'etc/turnpike/s3-ca/ca.crt'), 'utf8')).toBe('the certificate');
  },
  600_000,
);

describe.skipIf(!hasHelm)('`config` of the values', () => {
  const split = { mode: 'split', database: { url: 'postgres://db/turnpike' } };

  it('goes before all that the chart writes, and a role’s before that of all', async () => {
    const config = { log: { format: 'pretty' }, hub: { maxResets: 8 } };
    const pods = podsWith({ ...split, config, hub: { config: { hub: { maxResets: 9 } } } });
    const of = async (role: string) =>
      (await planOf(pods.get(`Deployment ci-turnpike-${role}`)!)).configuration.values;
    expect(await of('hub')).toMatchObject({ hub: { maxResets: 9 }, log: { format: 'pretty' } });
    expect(await of('tasks')).toMatchObject({ hub: { maxResets: 8 }, log: { format: 'pretty' } });
  }, 600_000);

  it('of the platform alone stays away from workers', () => {
    const config = {
      ...{ database: { url: 'postgres://x' }, 'vcs-github': { token: 'hidden' } },
      ...{ worker: { startSeconds: 5 } },
    };
    const pods = podsWith({ ...split, config, worker: { executor: 'local' } });
    const { place } = pods.get('StatefulSet ci-turnpike-worker')!;
    const told = readFileSync(join(place, 'etc/turnpike/config/2-config.yml'), 'utf8');
    expect(parse(told)).toEqual({ worker: { startSeconds: 5 } });
  });

  it('that is wrong is told by the product, with its file and line', async () => {
    const [mounted] = podsWith({ config: { hub: { maxReset: 5 } } }).values();
    const [problem, ...more] = allProblems(await planOf(mounted!));
    expect(more).toEqual([]);
    expect(problem).toMatchObject({
      message: expect.stringContaining('hub.maxReset is not a known key') as string,
      details: { file: expect.stringContaining('3-config.yml') as string, line: 2 },
    });
  }, 600_000);
});
