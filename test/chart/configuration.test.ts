/** What the chart tells each of its pods is taken by the real product, checked as a start checks it. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { allProblems, planHost, type HostPlan } from '../../core/src/host/plan.js';
import { root } from '../support/root.js';
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
  postgres: { uri: 'postgres://turnpike:x@db/turnpike' },
  mosquitto: {
    ...{ url: 'mqtts://mqtt:8883', user: 'role', password: 'x' },
    ...{ 'worker-user': 'worker', 'worker-password': 'y' },
  },
  github: { 'webhook-secret': 'hook' },
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

/** Executors that are plugins of their own and may not be part of this clone. */
const lacks = (values: Values): boolean =>
  JSON.stringify(values).includes('"executor":"kubernetes"') &&
  !existsSync(join(root, 'plugins/executor-kubernetes/package.json'));

for (const [name, values] of Object.entries(sets)) {
  if (lacks(values)) console.warn(`skipped: ${name}: there is no executor-kubernetes here`);
  it.skipIf(!hasHelm || lacks(values))(
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
