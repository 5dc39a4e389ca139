/** What a pull request from a fork reaches, in the namespace that `turnpike manifests` makes for it. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, turnpike } from '../../support/process.js';
import { API_ADDRESS, API_SERVICE } from '../plane/layout.js';
import { makeNamespace, type TestNamespace } from '../support/namespace.js';
import { shellPod, untilReady, type PodStatus } from '../support/pods.js';
import { jobsPlace, never, read, specOf, type JobsPlace } from './executor.js';

let place: JobsPlace;
let forks: TestNamespace;
let neighbour = '';
beforeAll(async () => {
  place = await jobsPlace();
  forks = await makeNamespace(place.cluster);
  const { namespace } = place;
  await namespace.apply(shellPod('neighbour', 'while :; do echo hello | nc -l -p 8000; done'));
  await untilReady(namespace, 'neighbour');
  neighbour = (await namespace.get<PodStatus>('pod', 'neighbour')).status.podIP!;
});
afterAll(async () => {
  await forks?.remove();
  await place?.dispose();
});

/** By name, what the script of a fork's job could open. */
async function reachedBy(jobId: number): Promise<Readonly<Record<string, boolean>>> {
  const executor = await place.executor({
    namespace: { full: place.namespace.name, fork: forks.name },
  });
  const spec = specOf(jobId);
  const trust = { turnpike: { trust: 'fork' as const } };
  const instance = await executor.start({ ...spec, payload: { ...spec.payload, ...trust } }, never);
  instance.keepFor?.(600);
  const targets = {
    'the API server': `${API_SERVICE}/443`,
    'the API server by its node': `${API_ADDRESS}/6443`,
    'a service of the node': `${API_ADDRESS}/5000`,
    'the kubelet': `${API_ADDRESS}/10250`,
    'the metadata address': '169.254.169.254/80',
    'another pod': `${neighbour}/8000`,
  };
  const script = Object.entries(targets)
    .map(([name, target]) => `timeout 3 bash -c '</dev/tcp/${target}' && echo 'reached: ${name}'`)
    .join('\n');
  const token = 'ls /var/run/secrets/kubernetes.io 2>/dev/null && echo "reached: a token"';
  const { text } = await read(instance.run(Buffer.from(`${script}\n${token}\ntrue\n`)));
  await instance.stop();
  const names = [...Object.keys(targets), 'a token'];
  return Object.fromEntries(names.map((name) => [name, text.includes(`reached: ${name}\n`)]));
}

describe('18: a job of a fork', () => {
  it('reaches them where nothing forbids it, so that the next test can fail', async () => {
    expect(await reachedBy(180)).toMatchObject({
      ...{ 'the API server': true, 'the API server by its node': true, 'another pod': true },
      ...{ 'a service of the node': true, 'the kubelet': true, 'a token': false },
    });
  });

  it('reaches neither cluster nor node nor neighbours', async () => {
    const made = execFileSync(
      process.execPath,
      [turnpike, 'manifests', '--jobs', forks.name, '--platform', place.namespace.name],
      { cwd: root, encoding: 'utf8' },
    );
    await place.cluster.kubectl(['apply', '--filename=-'], { input: made });
    // The program that enforces policies looks once in a while.
    await expect
      .poll(async () => Object.values(await reachedBy(181)).filter(Boolean), { interval: 1_000 })
      .toEqual([]);
  });

  it('is in its own namespace, whose policy lets it ask for names', async () => {
    const policy = await forks.get<{
      spec: { ingress: unknown[]; egress: { ports?: object[] }[] };
    }>('networkpolicy', 'turnpike-jobs');
    expect(policy.spec.ingress ?? []).toEqual([]);
    expect(policy.spec.egress[0]?.ports).toEqual([
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ]);
  });
});
