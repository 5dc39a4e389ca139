/** Nodes that go away beneath jobs: drained by an operator, or deleted as clouds do it with what they take back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobsPlace, started, type JobsPlace } from './executor.js';

const LONG = 'trap "exit 0" TERM; echo up; while :; do sleep 0.1; done\n';
let place: JobsPlace;
beforeAll(async () => {
  place = await jobsPlace();
  place.cluster.node('two');
});
afterAll(() => place.dispose());

/** A job that runs on the second node, and what becomes of it. */
async function onTwo(jobId: number) {
  const nodeSelector = { 'kubernetes.io/hostname': 'two' };
  const size = { cpu: '100m', memory: '128Mi', disk: '64Mi', nodeSelector };
  const executor = await place.executor({ classes: { default: size } });
  const instance = await started(executor, jobId);
  const { output, exit } = instance.run(Buffer.from(LONG));
  const reader = output[Symbol.asyncIterator]();
  await reader.next();
  const read = async (): Promise<void> => {
    while (!(await reader.next()).done);
  };
  return { instance, ended: read().then(() => exit) };
}
const lost = { lost: expect.any(String) as string };

describe('12: a job whose node', () => {
  it('is drained is lost, though its script traps the signal and ends with 0', async () => {
    const { instance, ended } = await onTwo(120);
    const drain = ['drain', 'two', '--force', '--delete-emptydir-data', '--timeout=120s'];
    try {
      await place.cluster.kubectl(drain);
      expect(await ended).toEqual(lost);
      await instance.stop();
      expect(await place.pods()).toEqual([]);
    } finally {
      await place.cluster.kubectl(['uncordon', 'two']);
    }
  });

  it('dies and is deleted is lost, and runs elsewhere', async () => {
    const { instance, ended } = await onTwo(121);
    const began = performance.now();
    await place.cluster.kill('kubelet-two');
    try {
      await place.cluster.kubectl(['delete', 'node', 'two']);
      expect(await ended).toEqual(lost);
      console.log(`lost with its node after ${Math.round((performance.now() - began) / 1000)} s`);
      await instance.stop();
      const next = await started(await place.executor(), 122);
      const { output, exit } = next.run(Buffer.from('exit 3\n'));
      for await (const _ of output);
      expect(await exit).toEqual({ code: 3 });
    } finally {
      await place.cluster.start('kubelet-two');
    }
    const ready = 'jsonpath={.status.conditions[?(@.type=="Ready")].status}';
    await expect
      .poll(() =>
        place.cluster.kubectl(['get', 'node', 'two', '--output', ready]).catch(() => 'absent'),
      )
      .toBe('True');
  });
});
