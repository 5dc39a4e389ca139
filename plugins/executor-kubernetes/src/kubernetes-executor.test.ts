import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Instance, InstanceSpec, RunExit, RunningScript } from '@turnpike/sdk';
import { executorConformance } from '@turnpike/sdk/conformance';
import { statusOf, type Pod } from './client/resources.js';
import type { KubernetesExecutor } from './kubernetes-executor.js';
import { executorOn } from './testing/executor-on.js';
import { startFakeCluster, type FakeCluster } from './testing/fake-cluster.js';

executorConformance('executor-kubernetes', async () => {
  const cluster = await startFakeCluster();
  const executors = [executorOn(cluster)];
  return {
    executor: executors[0]!,
    async restarted() {
      const next = executorOn(cluster);
      executors.push(next);
      return next;
    },
    async dispose() {
      for (const one of executors) one.close();
      await cluster.close();
    },
  };
});

const never = new AbortController().signal;
let cluster: FakeCluster;
let executor: KubernetesExecutor;
beforeEach(async () => {
  cluster = await startFakeCluster();
  executor = executorOn(cluster);
});
afterEach(async () => {
  executor.close();
  await cluster.close();
});

const specOf = (jobId: number, more: Partial<InstanceSpec> = {}): InstanceSpec => ({
  run: { jobId, run: 1 },
  payload: { config: {}, repository: { slug: 'owner/repo' }, job: { id: jobId } },
  services: [],
  env: {},
  limits: { hardSeconds: 600, logBytes: 100_000_000 },
  ...more,
});
async function read(script: RunningScript): Promise<{ text: string; exit: RunExit }> {
  const parts: Uint8Array[] = [];
  for await (const part of script.output) parts.push(part);
  const text = Buffer.concat(parts).toString().replaceAll('\r\n', '\n');
  return { text, exit: await script.exit };
}
async function started(jobId = 1, more?: Partial<InstanceSpec>): Promise<Instance> {
  const instance = await executor.start(specOf(jobId, more), never);
  instance.keepFor?.(3_600);
  return instance;
}
const lines = (count: number): string =>
  `${Array.from({ length: count }, (_, i) => i + 1).join('\n')}\n`;
const pod = (): Pod => cluster.pods()[0]!;

describe('a log', () => {
  const LONG =
    'for i in 1 2 3 4 5 6 7 8 9 10; do seq $((i * 1000 - 999)) $((i * 1000)); sleep 0.1; done\n';
  it('is whole, with every byte once, however often its stream is cut', async () => {
    let cuts = 0;
    cluster.fault = (call) =>
      call.includes('/exec') && call.includes('container=log') && cuts < 12
        ? { bytes: 1_400 + cuts++ * 613 }
        : undefined;
    const { text, exit } = await read((await started()).run(Buffer.from(LONG)));
    expect(text).toBe(lines(10_000));
    expect(exit).toEqual({ code: 0 });
    expect(cuts).toBeGreaterThan(5);
  });
  it('goes on after the API server was away', async () => {
    const running = read((await started()).run(Buffer.from(LONG)));
    await wait(300);
    await cluster.away();
    await wait(700);
    await cluster.back();
    expect(await running).toEqual({ text: lines(10_000), exit: { code: 0 } });
  });
  it('ends with the script, though something goes on behind it', async () => {
    const script =
      '(trap "" HUP TERM; while sleep 0.1; do echo behind; done) & echo mine; exit 3\n';
    const { text, exit } = await read((await started()).run(Buffer.from(script)));
    expect(text).toMatch(/^mine\n/);
    expect(exit).toEqual({ code: 3 });
  });
});

describe('a script', () => {
  it('is handed over once, whole, however often that is cut', async () => {
    let cuts = 0;
    cluster.fault = (call) =>
      call.includes('/exec') && call.includes('container=job') && cuts < 6
        ? { bytes: cuts++ * 60 }
        : undefined;
    const script = `${'# a line that means nothing\n'.repeat(20_000)}echo once\n`;
    const { text, exit } = await read((await started()).run(Buffer.from(script)));
    expect(text).toBe('once\n');
    expect(exit).toEqual({ code: 0 });
    expect(cuts).toBeGreaterThan(2);
  });
  it('has its result, though it ended before anybody heard that it was handed over', async () => {
    const hasEnded = (): boolean => statusOf(pod(), 'job')?.state?.terminated !== undefined;
    let isTriedAfter = false;
    cluster.fault = (call) => {
      if (!call.includes('/exec')) return undefined;
      // The log is not there before the script is tried again.
      if (call.includes('container=log')) return isTriedAfter ? undefined : { status: 503 };
      isTriedAfter = hasEnded();
      return isTriedAfter ? undefined : { untold: true };
    };
    const running = read((await started()).run(Buffer.from('echo short\n')));
    expect(await running).toEqual({ text: 'short\n', exit: { code: 0 } });
    expect(isTriedAfter).toBe(true);
  });
});

describe('is lost, and never green,', () => {
  const TRAPS = 'trap "exit 0" TERM; echo up; while :; do sleep 0.1; done\n';
  async function withOutput(script: string): Promise<Promise<{ text: string; exit: RunExit }>[]> {
    const running = (await started()).run(Buffer.from(script));
    let seen!: () => void;
    const up = new Promise<void>((resolve) => (seen = resolve));
    const whole = (async () => {
      for await (const part of running.output) if (part.byteLength > 0) seen();
      return { text: '', exit: await running.exit };
    })();
    await up;
    return [whole];
  }
  it('a script whose pod somebody deletes, though it traps the signal and ends with 0', async () => {
    const [whole] = await withOutput(TRAPS);
    void cluster.kubelet.end(pod(), 10);
    expect((await whole)!.exit).toEqual({ lost: expect.any(String) as string });
  });
  it('a script whose pod is gone from one moment to the next', async () => {
    const [whole] = await withOutput('echo up; sleep 600\n');
    await cluster.kubelet.end(pod(), 0);
    expect((await whole)!.exit).toEqual({
      lost: expect.stringMatching(/gone|no longer there/) as string,
    });
  });
  it('a script whose node is said to have taken it away', async () => {
    const [whole] = await withOutput('echo up; sleep 600\n');
    const conditions = [
      {
        type: 'DisruptionTarget',
        status: 'True' as const,
        reason: 'DeletionByTaintManager',
        message: 'away',
      },
    ];
    cluster.setStatus(pod(), { ...pod().status, phase: 'Failed', conditions });
    expect((await whole)!.exit).toEqual({
      lost: expect.stringContaining('DeletionByTaintManager') as string,
    });
  });
  it('a script without a word of its worker for as long as it is ours', async () => {
    const instance = await executor.start(specOf(1), never);
    instance.keepFor?.(2);
    const { exit } = await read(
      instance.run(Buffer.from('trap "" TERM; while :; do sleep 0.1; done\n')),
    );
    expect(exit).toEqual({ lost: expect.stringMatching(/worker/) as string });
  });
});

it('tells a job that took too much memory what it may have', async () => {
  const running = (await started()).run(Buffer.from('echo up; sleep 600\n'));
  const whole = read(running);
  await expect.poll(() => cluster.calls.some((call) => call.includes('container=log'))).toBe(true);
  cluster.kubelet.kill(pod(), 'job', 'OOMKilled');
  cluster.kubelet.kill(pod(), 'log', 'Error');
  const { text, exit } = await whole;
  expect(exit).toEqual({ code: 137 });
  expect(text).toMatch(/more memory .*2Gi, size `default`/);
});

describe('a start', () => {
  const failure = (
    spec = specOf(1),
    signal = never,
  ): Promise<{ blame?: string; message: string }> =>
    executor.start(spec, signal).then(
      () => Promise.reject(new Error('it started')),
      (error: { blame?: string; message: string }) => error,
    );
  const creates = (): number => cluster.calls.filter((call) => /^POST .*\/pods$/.test(call)).length;

  it('whose answer is lost makes one pod', async () => {
    let first = true;
    cluster.fault = (call) => {
      if (!/^POST .*\/pods$/.test(call) || !first) return undefined;
      first = false;
      return 'unheard';
    };
    const { exit } = await read((await started()).run(Buffer.from('exit 0\n')));
    expect(exit).toEqual({ code: 0 });
    expect(creates()).toBe(2);
    expect(cluster.pods()).toHaveLength(1);
  });
  it('waits where the server is busy, as long as it says', async () => {
    let busy = 2;
    cluster.fault = (call) =>
      /^POST .*\/pods$/.test(call) && busy-- > 0 ? { status: 429, retryAfter: 1 } : undefined;
    const began = performance.now();
    await started();
    expect(performance.now() - began).toBeGreaterThan(1_900);
  });
  it('waits for a quota, and tells it in the end', async () => {
    executor.close();
    executor = executorOn(cluster, { clock: { scheduleSeconds: 1 } });
    const message =
      'pods "x" is forbidden: exceeded quota: jobs, requested: pods=1, used: pods=0, limited: pods=0';
    cluster.fault = (call) =>
      call.startsWith('POST') ? { status: 403, reason: 'Forbidden', message } : undefined;
    expect(await failure()).toMatchObject({
      blame: 'platform',
      message: expect.stringContaining('exceeded quota: jobs') as string,
    });
    expect(creates()).toBeGreaterThan(1);
  });
  it.each([
    [
      'violates PodSecurity "restricted:latest": runAsNonRoot != true',
      'pods "x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true',
      'user',
    ],
    [
      'maximum memory usage per Container is 1Gi',
      'pods "x" is forbidden: maximum memory usage per Container is 1Gi',
      'user',
    ],
    [
      'cannot create resource',
      'pods is forbidden: User "system:serviceaccount:a:b" cannot create resource "pods"',
      'platform',
    ],
  ])('is refused in the words of the cluster: %s', async (words, message, blame) => {
    cluster.fault = (call) =>
      call.startsWith('POST') ? { status: 403, reason: 'Forbidden', message } : undefined;
    expect(await failure()).toMatchObject({
      blame,
      message: expect.stringContaining(words) as string,
    });
    expect(creates()).toBe(1);
  });
  it('leaves a pod of somebody else alone, although it has the name', async () => {
    cluster.byHand = () => true;
    cluster.store.create('pods', 'turnpike-jobs', {
      metadata: { name: 'tp-turnpike-1-1', labels: { 'turnpike.dev/job': '1' } },
    });
    expect(await failure()).toMatchObject({
      blame: 'platform',
      message: expect.stringContaining('not ours') as string,
    });
    expect(cluster.pods()).toHaveLength(1);
  });
  it('that fails leaves nothing, and says why', async () => {
    cluster.byHand = () => true;
    const failing = failure();
    await expect.poll(() => cluster.pods().length).toBe(1);
    cluster.setStatus(pod(), {
      conditions: [{ type: 'PodScheduled', status: 'True' }],
      containerStatuses: [
        {
          name: 'job',
          state: { waiting: { reason: 'InvalidImageName', message: 'could not parse' } },
        },
      ],
    });
    expect(await failing).toMatchObject({
      blame: 'user',
      message: expect.stringContaining('could not parse') as string,
    });
    expect(cluster.pods()).toEqual([]);
  });
  it('that is given up leaves nothing, wherever it was', async () => {
    cluster.byHand = () => true;
    const stop = new AbortController();
    const failing = failure(specOf(1), stop.signal);
    await expect.poll(() => cluster.pods().length).toBe(1);
    cluster.setStatus(pod(), {
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          message: '0/2 nodes are available: 2 Insufficient cpu.',
        },
      ],
    });
    await wait(200);
    stop.abort();
    expect((await failing).message).toContain('Insufficient cpu');
    expect(cluster.pods()).toEqual([]);
  });
  it('gives credentials to the pod, which owns them', async () => {
    executor.close();
    const pullSecrets = [{ registry: 'docker.io', username: 'u', password: 'p' }];
    executor = executorOn(cluster, { images: { default: 'ubuntu', pullSecrets } });
    await started();
    const [secret] = cluster.store.list('secrets');
    expect(secret?.metadata.ownerReferences).toEqual([
      { apiVersion: 'v1', kind: 'Pod', name: pod().metadata.name, uid: pod().metadata.uid },
    ]);
  });
});

describe('a worker that starts again', () => {
  const SCRIPT = 'echo before; sleep 1.5; echo after; exit 4\n';
  it('takes over what runs, with the whole log', async () => {
    const instance = await started(1, { keepsake: 'kept' });
    const first = instance.run(Buffer.from(SCRIPT)).output[Symbol.asyncIterator]();
    await first.next();
    executor.close();
    const next = executorOn(cluster);
    expect(await next.adoptable?.()).toEqual([{ run: { jobId: 1, run: 1 }, keepsake: 'kept' }]);
    await next.reap([{ jobId: 1, run: 1 }]);
    const adopted = await next.adopt?.({ jobId: 1, run: 1 }, never);
    adopted?.keepFor?.(60);
    expect(await read(adopted!.resume())).toEqual({ text: 'before\nafter\n', exit: { code: 4 } });
    await adopted!.stop();
    expect(cluster.pods()).toEqual([]);
    next.close();
  });
  it('takes over what has ended meanwhile', async () => {
    const instance = await started(1, { keepsake: 'kept' });
    const first = instance.run(Buffer.from('echo all; exit 5\n')).output[Symbol.asyncIterator]();
    await first.next();
    await instance.leave?.();
    await wait(500);
    const next = executorOn(cluster);
    const adopted = await next.adopt?.({ jobId: 1, run: 1 }, never);
    expect(await read(adopted!.resume())).toEqual({ text: 'all\n', exit: { code: 5 } });
    next.close();
  });
  it('takes nothing over whose script had not begun, or that is gone', async () => {
    await started(1, { keepsake: 'kept' });
    const next = executorOn(cluster);
    expect(await next.adopt?.({ jobId: 1, run: 1 }, never)).toBeUndefined();
    expect(await next.adopt?.({ jobId: 2, run: 1 }, never)).toBeUndefined();
    next.close();
  });
  it('ends its own pods, and leaves those of others alone', async () => {
    await started(1);
    const other = executorOn(cluster, {}, 'worker-1');
    await other.start(specOf(2), never);
    const foreign = executorOn(cluster, { install: 'other' });
    await foreign.start(specOf(3), never);
    const next = executorOn(cluster);
    await next.reap([]);
    expect(
      cluster
        .pods()
        .map(({ metadata }) => metadata.name)
        .toSorted(),
    ).toEqual(['tp-other-3-1', 'tp-turnpike-2-1']);
    for (const one of [other, foreign, next]) one.close();
  });
});

describe('a boot', () => {
  it('names every right that is missing', async () => {
    cluster.denied.add('create pods/exec').add('list events');
    await expect(executor.reap([])).rejects.toMatchObject({
      code: 'TURNPIKE_CONFIG_INVALID',
      message: expect.stringMatching(
        /create pods\/exec in turnpike-jobs; list events in turnpike-jobs/,
      ) as string,
    });
  });
  it('names a cluster that does not take our credentials', async () => {
    cluster.fault = () => ({ status: 401, reason: 'Unauthorized', message: 'Unauthorized' });
    await expect(executor.reap([])).rejects.toMatchObject({
      message: expect.stringContaining('does not take our credentials') as string,
    });
  });
});
