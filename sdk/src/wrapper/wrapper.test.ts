import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { exitOfRecord } from './exit-of-record.js';
import { shells, wrap, type Wrapped } from './testing/wrapped.js';

const WAIT = { timeout: 60_000, interval: 20 };
const open: Wrapped[] = [];
const made = (one: Wrapped): Wrapped => {
  open.push(one);
  one.following.keepFor(3_600);
  return one;
};
afterEach(async () => {
  for (const one of open.splice(0)) await one.dispose();
});
const plain = (log: string): string => log.replaceAll('\r\n', '\n');
const until = (what: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(what()).toBe(true), WAIT);

describe.each(shells)('the wrapper in $name', (shell) => {
  const present = existsSync(shell.path);
  it.runIf(process.env['CI'])('is tested', () => expect(present, shell.name).toBe(true));
  const test = it.skipIf(!present);

  test.each(['inside', 'beside'] as const)(
    'runs a script and tells its end, keeper %s',
    async (keeper) => {
      const one = made(wrap(shell, { keeper }));
      expect(await one.upload('echo out; echo err >&2; printf "no line"; exit 7\n')).toBe(0);
      const { log, end } = await one.read();
      expect(plain(log)).toBe('out\nerr\nno line');
      expect(end).toMatchObject({ record: { code: 7, stopped: '' } });
      const record = readFileSync(join(one.root, 'io/record'), 'utf8');
      expect(end).toEqual({ record: JSON.parse(record) as unknown });
    },
  );

  test('gives every byte once and in order, whatever connections break', async () => {
    const one = made(wrap(shell));
    await one.upload(
      'for i in $(seq 1 400); do seq 1 500; [ $((i % 20)) = 0 ] && sleep 0.05; done\n',
    );
    let killed = 0;
    const breaker = setInterval(() => {
      for (const child of one.attending) killed += Number(child.kill('SIGKILL'));
    }, 90);
    const { log, end } = await one.read().finally(() => clearInterval(breaker));
    const lines = Array.from({ length: 200_000 }, (_, at) => String((at % 500) + 1));
    expect(killed).toBeGreaterThan(2);
    expect(plain(log).split('\n')).toEqual([...lines, '']);
    expect(end).toMatchObject({ record: { code: 0 } });
  });

  test('ends with the script, whatever writes on behind it', async () => {
    const one = made(wrap(shell));
    await one.upload('(trap "" HUP; while sleep 0.01; do echo behind; done) & echo mine; exit 0\n');
    const { log, end } = await one.read();
    expect(log).toContain('mine');
    expect(log).not.toContain('turnpike-end');
    expect(end).toMatchObject({ record: { code: 0 } });
  });

  test('runs no script but a whole one, and that once', async () => {
    const one = made(wrap(shell));
    const script = `echo begun\n${'#'.repeat(100_000)}\nexit 3\n`;
    expect(await one.upload(script, script.slice(0, 50_000))).toBe(1);
    expect(await one.upload(script, script.replace('begun', 'wrong'))).toBe(1);
    expect(await one.upload(script)).toBe(0);
    await until(() => existsSync(join(one.root, 'in/taken')));
    expect(await one.upload(script)).toBe(0);
    const { log, end } = await one.read();
    expect(plain(log)).toBe('begun\n');
    expect(end).toMatchObject({ record: { code: 3 } });
    expect(existsSync(join(one.root, 'in/script'))).toBe(false);
    // An engine that unpacks the marker sets its owner after it has written it: gone by then, the run would be lost.
    expect(existsSync(join(one.root, 'in/go'))).toBe(true);
  });

  test('lets the job wait while nobody reads', async () => {
    const one = made(wrap(shell));
    await one.upload('head -c 60000000 /dev/zero | tr "\\0" x; exit 0\n');
    const size = (): number => statSync(join(one.root, 'log/log')).size;
    await until(() => existsSync(join(one.root, 'log/log')) && size() > 8_000_000);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(size()).toBeLessThan(16_000_000);
    const { log, end } = await one.read();
    expect(log).toBe('x'.repeat(60_000_000));
    expect(end).toMatchObject({ record: { code: 0 } });
  });

  test('ends a job that nobody vouches for any more, even one that takes no signal', async () => {
    const one = made(wrap(shell));
    one.following.keepFor(4);
    await one.upload('trap "" TERM; echo up; while :; do sleep 0.1; done\n');
    const { log, end } = await one.read();
    expect(log).toContain('up');
    if (!('record' in end)) throw new Error(end.lost);
    expect(end.record).toMatchObject({ stopped: 'guard' });
    expect(exitOfRecord(end.record)).toEqual({ lost: expect.stringMatching(/worker/) as string });
  });

  test('never takes a script that was told to stop for one that passed', async () => {
    const one = made(wrap(shell));
    await one.upload('trap "exit 0" TERM; echo up; while :; do sleep 0.05; done\n');
    const reading = one.read();
    await until(
      () => existsSync(join(one.root, 'log/log')) && statSync(join(one.root, 'log/log')).size > 0,
    );
    one.job.kill('SIGTERM');
    const { end } = await reading;
    expect(end).toMatchObject({ record: { stopped: 'signal' } });
  });

  test('goes by itself when no script comes', async () => {
    const one = made(wrap(shell, { waitSeconds: 1 }));
    await until(() => one.job.exitCode !== null);
    expect(one.job.exitCode).toBe(124);
    expect(existsSync(join(one.root, 'io/record'))).toBe(false);
  });
});
