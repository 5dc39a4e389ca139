import { describe, expect, it } from 'vitest';
import { Config } from '../config.js';
import type { ClusterEvent, ContainerStatus, Pod, PodStatus } from '../client/resources.js';
import { createStartJudge } from './judge-start.js';

const IMAGE = 'docker.io/library/ruby:3';
const scheduled = { type: 'PodScheduled', status: 'True' as const };
function podWith(status: PodStatus, services: readonly string[] = []): Pod {
  const containers = [
    { name: 'job', image: IMAGE },
    { name: 'log', image: 'docker.io/library/turnpike-tools' },
    ...services.map((name) => ({ name: `service-${name}`, image: name })),
  ];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers }, status };
}
const withJob = (state: ContainerStatus['state'], name = 'job'): Pod =>
  podWith({ conditions: [scheduled], containerStatuses: [{ name, state }] });
const event = (reason: string, message = ''): ClusterEvent => ({
  metadata: { name: 'e' },
  reason,
  message,
});
const clock = Config.parse({}).clock;
const judgeOf = () => createStartJudge(clock, 0);
const unscheduled = (message: string): Pod =>
  podWith({
    conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
  });

describe('a node', () => {
  const full = unscheduled('0/2 nodes are available: 2 Insufficient cpu.');
  const strange = unscheduled(
    "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector. preemption: no",
  );
  it('is waited for, with the words of the scheduler', () => {
    expect(judgeOf().judge(full, [], 60_000)).toEqual({
      kind: 'waiting',
      phase: 'schedule',
      words: '0/2 nodes are available: 2 Insufficient cpu.',
    });
  });
  it('that does not come in time is the fault of the platform', () => {
    expect(judgeOf().judge(full, [], 900_000)).toMatchObject({
      blame: 'platform',
      reason: 'schedule-late',
      words: expect.stringContaining('Insufficient cpu') as string,
    });
  });
  it('of a kind that there is not is the fault of the job, once it is sure', () => {
    const judge = judgeOf();
    expect(judge.judge(strange, [], 1_000).kind).toBe('waiting');
    expect(judge.judge(strange, [], 31_000)).toMatchObject({ blame: 'user', reason: 'selector' });
  });
  it('may be on its way', () => {
    const judge = judgeOf();
    for (const at of [1_000, 300_000]) {
      expect(judge.judge(strange, [event('TriggeredScaleUp')], at).kind).toBe('waiting');
    }
  });
  it('that refuses it for more than its kind is waited for', () => {
    const pod = unscheduled(
      "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match Pod's node affinity/selector.",
    );
    const judge = judgeOf();
    judge.judge(pod, [], 0);
    expect(judge.judge(pod, [], 60_000).kind).toBe('waiting');
  });
});

describe('an image', () => {
  const waiting = (reason: string, message = ''): Pod => withJob({ waiting: { reason, message } });
  it('that is not there is told after the second try', () => {
    const judge = judgeOf();
    expect(judge.judge(waiting('ErrImagePull', `${IMAGE}: not found`), [], 1_000).kind).toBe(
      'waiting',
    );
    expect(
      judge.judge(
        waiting(
          'ImagePullBackOff',
          `Back-off pulling image "${IMAGE}": ErrImagePull: ${IMAGE}: not found`,
        ),
        [],
        31_000,
      ),
    ).toMatchObject({ blame: 'user', reason: 'missing' });
  });
  it('is told by the event where the kubelet says only that it waits', () => {
    const judge = judgeOf();
    const events = [event('Failed', `Failed to pull image "${IMAGE}": manifest unknown`)];
    const pod = waiting('ImagePullBackOff', `Back-off pulling image "${IMAGE}"`);
    judge.judge(pod, events, 0);
    expect(judge.judge(pod, events, 30_000)).toMatchObject({ blame: 'user', reason: 'missing' });
  });
  it('that a busy registry withholds gets longer, and is the fault of the platform', () => {
    const judge = judgeOf();
    const pod = waiting('ErrImagePull', '429 Too Many Requests');
    judge.judge(pod, [], 0);
    expect(judge.judge(pod, [], 59_000).kind).toBe('waiting');
    expect(judge.judge(pod, [], 60_000)).toMatchObject({ blame: 'platform', reason: 'busy' });
  });
  it('of the log is never the fault of the job', () => {
    const judge = judgeOf();
    const pod = withJob({ waiting: { reason: 'ErrImagePull', message: 'not found' } }, 'log');
    judge.judge(pod, [], 0);
    expect(judge.judge(pod, [], 60_000)).toMatchObject({ blame: 'platform', reason: 'missing' });
  });
  it('whose name is none is told at once', () => {
    expect(judgeOf().judge(waiting('InvalidImageName', 'x'), [], 0)).toMatchObject({
      blame: 'user',
      reason: 'image-name',
    });
  });
  it('that takes long has a clock of its own', () => {
    const judge = judgeOf();
    const pod = podWith({ conditions: [scheduled] });
    const pulling = [event('Pulling', 'Pulling image')];
    expect(judge.judge(pod, pulling, 200_000)).toMatchObject({ kind: 'waiting', phase: 'pull' });
    expect(judge.judge(pod, pulling, 499_000).kind).toBe('waiting');
    expect(judge.judge(pod, pulling, 500_000)).toMatchObject({
      blame: 'platform',
      reason: 'pull-late',
    });
    expect(judge.spent.schedule).toBe(200);
  });
});

describe('a container', () => {
  it('that cannot be made is told in the words of the kubelet, once it is sure', () => {
    const judge = judgeOf();
    const pod = withJob({
      waiting: { reason: 'CreateContainerConfigError', message: 'secret "x" not found' },
    });
    expect(judge.judge(pod, [], 0).kind).toBe('waiting');
    expect(judge.judge(pod, [], 30_000)).toMatchObject({
      blame: 'user',
      words: expect.stringContaining('secret "x" not found') as string,
    });
  });
  it('without a shell is told at once, with what is needed', () => {
    const pod = withJob({
      terminated: { exitCode: 128, reason: 'StartError', message: 'exec: "/bin/sh": no such file' },
    });
    expect(judgeOf().judge(pod, [], 0)).toMatchObject({
      blame: 'user',
      words: expect.stringMatching(/no such file.*bash/s) as string,
    });
  });
  it('waits for its volumes with the words of an event', () => {
    const pod = podWith({ conditions: [scheduled] });
    const events = [event('FailedMount', 'MountVolume.SetUp failed')];
    const judge = judgeOf();
    expect(judge.judge(pod, events, 1_000)).toMatchObject({
      phase: 'start',
      words: 'MountVolume.SetUp failed',
    });
    expect(judge.judge(pod, events, 121_000)).toMatchObject({
      blame: 'platform',
      reason: 'start-late',
    });
  });
});

describe('services', () => {
  const up = (started: boolean, extra: Partial<ContainerStatus> = {}): Pod =>
    podWith(
      {
        conditions: [scheduled],
        containerStatuses: [
          { name: 'service-redis', started, state: { running: {} }, ...extra },
          { name: 'log', state: { running: {} } },
          { name: 'job', state: { running: {} } },
        ],
      },
      ['redis'],
    );
  it('are waited for, by name', () => {
    expect(judgeOf().judge(up(false), [], 0)).toEqual({
      kind: 'waiting',
      phase: 'services',
      words: 'redis',
    });
    expect(judgeOf().judge(up(true), [], 0)).toEqual({ kind: 'ready' });
  });
  it('that do not answer in time are named, with what the probe says', () => {
    const judge = judgeOf();
    judge.judge(up(false), [], 0);
    expect(
      judge.judge(up(false), [event('Unhealthy', 'Startup probe failed: no route')], 120_000),
    ).toMatchObject({
      blame: 'user',
      words: expect.stringMatching(/redis .*no route/) as string,
    });
  });
  it('that end are named at once', () => {
    expect(
      judgeOf().judge(up(false, { state: { terminated: { exitCode: 3 } } }), [], 0),
    ).toMatchObject({
      kind: 'failed',
      words: expect.stringMatching(/service redis ended .* 3/) as string,
    });
  });
});

it.each<[string, Pod]>([
  ['is deleted', { ...podWith({}), metadata: { name: 'p', deletionTimestamp: 'x' } }],
  ['fails', podWith({ phase: 'Failed', reason: 'NodeAffinity', message: 'no' })],
  ['succeeds', podWith({ phase: 'Succeeded' })],
])('a pod that %s while it starts is lost', (_what, pod) => {
  expect(judgeOf().judge(pod, [], 0)).toMatchObject({ kind: 'failed', blame: 'platform' });
});
