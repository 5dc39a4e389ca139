import { afterEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../log/silent-logger.js';
import { createSweeper, type Sweeper } from './sweeper.js';

let sweeper: Sweeper;
afterEach(() => sweeper.stop());
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function start(run: () => Promise<void>, everySeconds = 60, connected = true): Sweeper {
  sweeper = createSweeper({
    plugin: 'test',
    name: 'main',
    everySeconds,
    run,
    connected: () => connected,
    log: silentLogger,
  });
  sweeper.start();
  return sweeper;
}

describe('a sweep', () => {
  it('runs at once, and on its timer', async () => {
    let runs = 0;
    start(async () => void (runs += 1), 0.02);
    await expect.poll(() => runs).toBeGreaterThanOrEqual(3);
  });

  it('never runs twice at once; many wakes become one run', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const one = start(async () => {
      runs += 1;
      running += 1;
      most = Math.max(most, running);
      await wait(30);
      running -= 1;
    });
    await wait(10);
    for (let i = 0; i < 20; i += 1) one.wake();
    await wait(120);
    expect({ most, runs }).toEqual({ most: 1, runs: 2 });
  });

  it('goes on after a failure', async () => {
    let runs = 0;
    start(async () => {
      runs += 1;
      throw new Error('no');
    }, 0.02);
    await expect.poll(() => runs).toBeGreaterThanOrEqual(2);
  });

  it('runs every two seconds while the bus is down', async () => {
    let runs = 0;
    start(async () => void (runs += 1), 60, false);
    await wait(100);
    expect(runs).toBe(1);
    await expect.poll(() => runs, { timeout: 60_000 }).toBe(2);
  });

  it('waits for the run under way when it stops, and begins no other', async () => {
    let isDone = false;
    let runs = 0;
    const one = start(async () => {
      runs += 1;
      await wait(30);
      isDone = true;
    });
    await wait(5);
    one.wake();
    await one.stop();
    expect({ isDone, runs }).toEqual({ isDone: true, runs: 1 });
    one.wake();
    await wait(10);
    expect(runs).toBe(1);
  });
});
