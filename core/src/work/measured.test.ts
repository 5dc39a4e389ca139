import { describe, expect, it } from 'vitest';
import { measured, noWork, workOf } from './measured.js';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
function spin(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe('the work of a plugin', () => {
  it('is busy until it first waits, and counts until it answers', async () => {
    const record = noWork();
    const work = async () => {
      spin(20);
      await wait(60);
      return 'done';
    };
    expect(await measured(record, work)).toBe('done');
    expect(record).toMatchObject({ calls: 1, failures: 0 });
    expect(record.busyMs).toBeGreaterThanOrEqual(20);
    expect(record.totalMs).toBeGreaterThanOrEqual(78);
    expect(record.busyMs).toBeLessThan(record.totalMs - 30);
    expect(record.maxMs).toBe(record.totalMs);
  });

  it('does not count what another took that it called', () => {
    const [outer, inner] = [noWork(), noWork()];
    measured(outer, () => {
      measured(inner, () => spin(30));
      spin(5);
    });
    expect(inner.busyMs).toBeGreaterThanOrEqual(30);
    expect(outer.busyMs).toBeLessThan(inner.busyMs);
    expect(outer.busyMs).toBeGreaterThanOrEqual(5);
    expect(outer.totalMs).toBeGreaterThanOrEqual(35);
  });

  it('counts failures, at once or later, and passes them on', async () => {
    const record = noWork();
    const boom = (): never => {
      throw new Error('boom');
    };
    expect(() => measured(record, boom)).toThrow('boom');
    await expect(measured(record, async () => boom())).rejects.toThrow('boom');
    expect(record).toMatchObject({ calls: 2, failures: 2 });
    expect(workOf([record, record])).toMatchObject({ calls: 4, failures: 4, maxMs: record.maxMs });
  });
});
