/** What the field fails at, on a real cluster. Numbers are those of the checks of a sceptical operator. */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Executor, InstanceSpec } from '@turnpike/sdk';
import { SHELL } from '../support/shell-image.js';
import { jobsPlace, never, read, specOf, started, type JobsPlace } from './executor.js';

let place: JobsPlace;
let executor: Executor;
beforeAll(async () => {
  place = await jobsPlace();
});
afterAll(() => place?.dispose());
beforeEach(async () => {
  executor = await place.executor();
  await executor.reap([]);
});
afterEach(() => executor.reap([]));

const seq = (from: number, to: number): string =>
  `${Array.from({ length: to - from + 1 }, (_, i) => from + i).join('\n')}\n`;
const name = (jobId: number): string => `tp-turnpike-${jobId}-1`;
const failure = (spec: InstanceSpec, on = executor): Promise<{ blame: string; message: string }> =>
  on.start(spec, never).then(
    () => Promise.reject(new Error('it started')),
    (error: { blame: string; message: string }) => error,
  );

it('7: the log of a job that prints 60 MB is complete, in order, to the byte', async () => {
  const instance = await started(executor, 7);
  const began = performance.now();
  const { text, exit } = await read(instance.run(Buffer.from('seq 1 7600000\n')));
  const seconds = (performance.now() - began) / 1_000;
  const wanted = createHash('sha256');
  for (let from = 1; from <= 7_600_000; from += 100_000) wanted.update(seq(from, from + 99_999));
  expect(createHash('sha256').update(text).digest('hex')).toBe(wanted.digest('hex'));
  expect(exit).toEqual({ code: 0 });
  console.log(`${Math.round(text.length / 1e6)} MB in ${seconds.toFixed(1)} s`);
});

describe('8: with the API server', () => {
  it('killed and started again, a job ends with its own result and its whole log', async () => {
    const script =
      'for i in $(seq 1 20); do seq $((i * 100 - 99)) $((i * 100)); sleep 0.5; done; exit 6\n';
    const instance = await started(executor, 8);
    const running = read(instance.run(Buffer.from(script)));
    await wait(3_000);
    await place.cluster.kill('kube-apiserver', 'SIGKILL');
    await wait(2_000);
    await place.cluster.start('kube-apiserver');
    expect(await running).toEqual({ text: seq(1, 2_000), exit: { code: 6 } });
  });
});

it('9: a worker that starts again takes its job over, with the whole log and one result', async () => {
  const instance = await started(executor, 9, { keepsake: 'kept' });
  const script = 'echo before; sleep 5; echo after; exit 4\n';
  const first = instance.run(Buffer.from(script)).output[Symbol.asyncIterator]();
  await first.next();
  const next = await place.executor();
  expect(await next.adoptable?.()).toEqual([{ run: { jobId: 9, run: 1 }, keepsake: 'kept' }]);
  await next.reap([{ jobId: 9, run: 1 }]);
  const adopted = await next.adopt?.({ jobId: 9, run: 1 }, never);
  adopted?.keepFor?.(60);
  expect(await read(adopted!.resume())).toEqual({ text: 'before\nafter\n', exit: { code: 4 } });
  await adopted!.stop();
  expect(await place.pods()).toEqual([]);
});

it('9: a job whose worker stays away ends by itself, and is lost', async () => {
  const instance = await executor.start(specOf(90, { keepsake: 'kept' }), never);
  instance.keepFor?.(8);
  const running = instance.run(Buffer.from('trap "" TERM; echo up; while :; do sleep 1; done\n'));
  await running.output[Symbol.asyncIterator]().next();
  await instance.leave?.();
  const job = async (): Promise<unknown> =>
    (
      await place.namespace.get<{
        status: { containerStatuses: { name: string; state: object }[] };
      }>('pod', name(90))
    ).status.containerStatuses.find((one) => one.name === 'job')?.state;
  await expect.poll(job).toHaveProperty('terminated');
  const adopted = await executor.adopt?.({ jobId: 90, run: 1 }, never);
  const { exit } = await read(adopted!.resume());
  expect(exit).toEqual({ lost: expect.stringMatching(/worker/) as string });
});

it.each([
  ['that does as it is told', 'echo up; sleep 600\n'],
  ['that traps TERM and ends with 0', 'trap "exit 0" TERM; echo up; while :; do sleep 0.1; done\n'],
])('10: a deleted pod of a script %s is lost, never green', async (_what, script) => {
  const instance = await started(executor, 10);
  const { output, exit } = instance.run(Buffer.from(script));
  const reader = output[Symbol.asyncIterator]();
  await reader.next();
  await place.namespace.kubectl(['delete', 'pod', name(10), '--wait=false', '--grace-period=5']);
  while (!(await reader.next()).done);
  expect(await exit).toEqual({ lost: expect.any(String) as string });
});

it('11: a job that takes too much memory is told so, with limit and size', async () => {
  const instance = await started(executor, 11);
  const { text, exit } = await read(
    instance.run(Buffer.from('x=$(yes | head -c 400000000); echo alive\n')),
  );
  expect(exit).not.toEqual({ code: 0 });
  expect(text).toMatch(/128Mi, size `default`/);
});

describe('13: an image', () => {
  const withImage = (image: string) => specOf(13, { image });
  it('whose name is none is refused before anything is made', async () => {
    expect(await failure(withImage('No Image'))).toMatchObject({ blame: 'user' });
  });
  it('that is not on the node is told in the words of the kubelet', async () => {
    const began = performance.now();
    const error = await failure(withImage('turnpike.test/nothing:1'));
    expect(error.message).toMatch(/turnpike.test\/nothing:1.*ErrImageNeverPull/s);
    expect(performance.now() - began).toBeLessThan(90_000);
    expect(await place.pods()).toEqual([]);
  });
  it('without a shell is told with what is needed', async () => {
    const error = await failure(withImage('turnpike.test/tools:1'));
    expect(error).toMatchObject({
      blame: 'user',
      message: expect.stringMatching(/\/bin\/sh/) as string,
    });
    expect(await place.pods()).toEqual([]);
  });
});

describe('14: a job', () => {
  const soon = { clock: { scheduleSeconds: 5 } };
  it('that asks for 1000 processors is told in the words of the scheduler', async () => {
    const on = await place.executor({
      ...soon,
      classes: { default: { cpu: '1000', memory: '64Mi' } },
    });
    expect(await failure(specOf(14), on)).toMatchObject({
      blame: 'platform',
      message: expect.stringContaining('Insufficient cpu') as string,
    });
  });
  it('without room in the quota waits, and starts when there is', async () => {
    const metadata = { name: 'none' };
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata,
      spec: { hard: { pods: '0' } },
    };
    await place.namespace.apply(quota);
    const starting = started(executor, 140);
    await wait(3_000);
    expect(await place.pods()).toEqual([]);
    await place.namespace.kubectl(['delete', 'resourcequota', 'none']);
    const instance = await starting;
    expect((await read(instance.run(Buffer.from('exit 3\n')))).exit).toEqual({ code: 3 });
  });
});

describe('16: a cancel', () => {
  it('of many running jobs leaves no pod', async () => {
    const instances = await Promise.all([160, 161, 162, 163].map((id) => started(executor, id)));
    for (const one of instances) void read(one.run(Buffer.from('trap "" TERM; sleep 600\n')));
    await wait(1_000);
    await Promise.all(instances.map((one) => one.stop()));
    expect(await place.pods()).toEqual([]);
  });
  it('while the pod waits for a node leaves none', async () => {
    const on = await place.executor({ classes: { default: { cpu: '1000', memory: '64Mi' } } });
    const stop = new AbortController();
    const starting = on.start(specOf(164), stop.signal).catch((error: Error) => error);
    await expect.poll(() => place.pods()).toHaveLength(1);
    stop.abort();
    await starting;
    expect(await place.pods()).toEqual([]);
  });
});

it('17: a service that ends before the script begins is named', async () => {
  // The image ends at once without a command: its shell has no input.
  const services = [{ name: 'redis', image: SHELL, ports: [6379], ready: 'true' }];
  const error = await failure(specOf(17, { services }));
  expect(error).toMatchObject({
    blame: 'user',
    message: expect.stringMatching(/service redis ended/) as string,
  });
});
