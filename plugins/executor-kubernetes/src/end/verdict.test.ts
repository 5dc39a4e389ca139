import { describe, expect, it } from 'vitest';
import type { Pod, PodStatus, Terminated } from '../client/resources.js';
import { verdictOf } from './verdict.js';

function podWith(status: PodStatus, job?: Terminated, deleted = false): Pod {
  const containerStatuses = job ? [{ name: 'job', state: { terminated: job } }] : [];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'tp-a-1-1', ...(deleted && { deletionTimestamp: '2026-01-01T00:00:00Z' }) },
    spec: { containers: [] },
    status: { ...status, containerStatuses },
  };
}
const judge = (recorded: number | undefined, pod: Pod | undefined, oomKills = 0) =>
  verdictOf({ recorded, oomKills, pod, memory: '2Gi', disk: '10Gi', sizeName: 'small' });
const running: PodStatus = { phase: 'Running' };

describe('with the record of the script', () => {
  it.each([0, 1, 7])('the code %i is the code', (code) => {
    expect(judge(code, podWith(running)).exit).toEqual({ code });
    expect(judge(code, podWith(running, { exitCode: code })).exit).toEqual({ code });
  });
  it('another code of the container is a contradiction', () => {
    expect(judge(0, podWith(running, { exitCode: 137 }))).toMatchObject({
      exit: { lost: expect.stringContaining('137') as string },
      reason: 'contradiction',
    });
  });
  it('a pod that somebody deletes is lost, though its script trapped the signal and ended well', () => {
    expect(judge(0, podWith(running, { exitCode: 0 }, true)).reason).toBe('deleted');
  });
  it('a pod that is no longer there is lost', () => {
    expect(judge(0, undefined).reason).toBe('pod-gone');
  });
  it('a disruption that was announced and did not come is none', () => {
    const conditions = [{ type: 'DisruptionTarget', status: 'True' as const }];
    expect(judge(0, podWith({ ...running, conditions })).exit).toEqual({ code: 0 });
  });
});

describe('without it nothing is green', () => {
  it.each<[string, Pod | undefined, string]>([
    ['a pod that is not there', undefined, 'pod-gone'],
    ['a container that ended with 0', podWith(running, { exitCode: 0 }), 'no-record'],
    ['a pod that succeeded', podWith({ phase: 'Succeeded' }, { exitCode: 0 }), 'no-record'],
    ['a pod that succeeded and says no more', podWith({ phase: 'Succeeded' }), 'no-record'],
    ['a container that was killed', podWith(running, { exitCode: 137 }), 'no-record'],
    ['a pod that is being deleted', podWith(running, undefined, true), 'deleted'],
    ['a node that is lost', podWith({ phase: 'Unknown' }), 'node-lost'],
    [
      'an eviction by pressure on the node',
      podWith({
        phase: 'Failed',
        reason: 'Evicted',
        message: 'The node was low on resource: memory.',
      }),
      'evicted',
    ],
    [
      'a pod that made room',
      podWith({
        phase: 'Failed',
        conditions: [
          {
            type: 'DisruptionTarget',
            status: 'True',
            reason: 'PreemptionByScheduler',
            message: 'for another',
          },
        ],
      }),
      'disruption',
    ],
    ['a pod of which nothing is known', podWith(running), 'log-gone'],
  ])('%s is lost', (_what, pod, reason) => {
    const verdict = judge(undefined, pod);
    expect(verdict.reason).toBe(reason);
    expect(verdict.exit).toEqual({ lost: expect.stringMatching(/\.$|: .+/) as string });
  });

  it('a pod whose log is not read any further is told with the reason', () => {
    const limits = { memory: '2Gi', disk: '10Gi', sizeName: 'small' };
    const ended = { recorded: undefined, oomKills: 0, pod: podWith(running), ...limits };
    expect(verdictOf({ ...ended, logLost: 'exec is forbidden.' }).exit).toEqual({
      lost: expect.stringMatching(/though its pod is there\. exec is forbidden\.$/) as string,
    });
  });
});

describe('what a job has brought upon itself', () => {
  it('names memory and size', () => {
    const verdict = judge(undefined, podWith(running, { exitCode: 137, reason: 'OOMKilled' }));
    expect(verdict).toMatchObject({ exit: { code: 137 }, reason: 'memory' });
    expect(verdict.words).toMatch(/2Gi.*small/);
  });
  it('counts although a record says otherwise', () => {
    expect(judge(1, podWith(running, { exitCode: 137, reason: 'OOMKilled' })).reason).toBe(
      'memory',
    );
  });
  it.each([
    'Pod ephemeral local storage usage exceeds the total limit of containers 10Gi. ',
    'Container job exceeded its local ephemeral storage limit "10Gi". ',
    'Usage of EmptyDir volume "io" exceeds the limit "1Mi". ',
  ])('names room on the disk: %s', (message) => {
    const verdict = judge(undefined, podWith({ phase: 'Failed', reason: 'Evicted', message }));
    expect(verdict).toMatchObject({ exit: { code: 137 }, reason: 'disk' });
    expect(verdict.words).toContain('10Gi');
  });
  it('names memory where the kernel took a part of it only', () => {
    const verdict = judge(1, podWith(running, { exitCode: 1 }), 2);
    expect(verdict.exit).toEqual({ code: 1 });
    expect(verdict.words).toMatch(/killed 2 .*2Gi/);
    expect(judge(0, podWith(running), 2).words).toBeUndefined();
  });
  it('names the deadline', () => {
    const pod = podWith({ phase: 'Failed', reason: 'DeadlineExceeded' });
    expect(judge(undefined, pod)).toMatchObject({ exit: { code: 137 }, reason: 'deadline' });
  });
});
