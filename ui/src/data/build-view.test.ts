import { describe, expect, it } from 'vitest';
import type { WireBuild, WireJob } from '@turnpike/core/contracts/wire';
import { buildRef, jobsByStage, splitSlug, waitReasons } from './build-view.js';
import { timeline } from './timeline.js';

const job = (id: number, more: Partial<WireJob> = {}): WireJob => ({
  '@type': 'job',
  id,
  number: `1.${id}`,
  ...more,
});
const stage = (id: number, number: number): NonNullable<WireBuild['stages']>[number] => ({
  '@type': 'stage',
  id,
  number,
  name: `s${number}`,
  state: 'created',
  started_at: null,
  finished_at: null,
});

describe('build view', () => {
  it('splits slugs at the last slash', () => {
    expect(splitSlug('a/b')).toEqual({ owner: 'a', name: 'b' });
    expect(splitSlug('group/sub/b')).toEqual({ owner: 'group/sub', name: 'b' });
  });

  it('orders jobs below their stages by number, not by text', () => {
    const jobs = [job(10, { stage: stage(5, 1) }), job(2, { stage: stage(5, 1) }), job(3)];
    const groups = jobsByStage({ jobs, stages: [stage(6, 2), stage(5, 1)] } as never);
    expect(groups.map((group) => [group.stage?.name, group.jobs.map(({ id }) => id)])).toEqual([
      ['s1', [2, 10]],
      ['s2', []],
      [undefined, [3]],
    ]);
  });

  it('names pull request, tag or branch', () => {
    expect(buildRef({ pull_request_number: 7 } as never)).toEqual({ icon: 'pull', text: '#7' });
    expect(buildRef({ pull_request_number: null, tag: { name: 'v1' } } as never).text).toBe('v1');
    expect(
      buildRef({
        pull_request_number: null,
        branch: null,
        commit: { ref: 'refs/heads/x' },
      } as never).text,
    ).toBe('x');
  });

  it('sums up why jobs wait', () => {
    const waits = (reason: string): Partial<WireJob> => ({
      state: 'created',
      waiting: { reason, since: '', queue: null, position: null },
    });
    const jobs = [
      job(1, waits('limit')),
      job(2, waits('limit')),
      job(3, { state: 'queued', reason: 'no worker' }),
      job(4, { state: 'passed', reason: 'x' }),
    ];
    expect(waitReasons(jobs)).toEqual([
      { reason: 'limit', jobs: 2 },
      { reason: 'no worker', jobs: 1 },
    ]);
  });

  it('puts waiting and running on one axis', () => {
    const at = (seconds: number): string => new Date(seconds * 1000).toISOString();
    const { bars, totalMs, ticks } = timeline(
      [
        job(1, { created_at: at(0), started_at: at(10), finished_at: at(40) }),
        job(2, { created_at: at(0), started_at: null, finished_at: null }),
      ],
      100_000,
    );
    expect(totalMs).toBe(100_000);
    expect(bars[0]).toMatchObject({
      wait: { from: 0, share: 0.1 },
      run: { from: 0.1, share: 0.3 },
      runMs: 30_000,
    });
    expect(bars[1]).toMatchObject({ wait: { from: 0, share: 1 }, runMs: 0 });
    expect(ticks[0]).toBe(0);
    expect(ticks.length).toBeLessThan(8);
  });
});
