import { expect, it } from 'vitest';
import { useExactTimes } from './exact-times.js';

it('takes milliseconds where there are any, at any depth', () => {
  const second = '2026-01-01T00:00:01Z';
  const answer = useExactTimes({
    started_at: second,
    started_ms: 1_767_225_601_250,
    finished_at: null,
    finished_ms: null,
    jobs: [{ finished_at: second, finished_ms: 1_767_225_601_900 }, { started_at: second }, null],
  });
  expect(answer.started_at).toBe('2026-01-01T00:00:01.250Z');
  expect(answer.finished_at).toBeNull();
  expect(answer.jobs[0]?.finished_at).toBe('2026-01-01T00:00:01.900Z');
  expect(answer.jobs[1]?.started_at).toBe(second);
});
