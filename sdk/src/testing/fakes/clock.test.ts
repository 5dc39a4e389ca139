import { describe, expect, it } from 'vitest';
import { definePlugin } from '../../define-plugin.js';
import { testPlugin } from '../test-plugin.js';
import { fakeClock } from './clock.js';
import { fakeEvents } from './events.js';

describe('a clock in the hand of the test', () => {
  it('rings in order, each at its own time', async () => {
    const clock = fakeClock(1_000);
    const rung: string[] = [];
    const sleep = async (ms: number) => {
      await clock.sleep(ms);
      rung.push(`${ms} at ${clock.now()}`);
    };
    void sleep(300);
    void sleep(100).then(() => sleep(50));
    const undo = clock.every(120, () => rung.push(`tick at ${clock.now()}`));
    await clock.advance(250);
    expect(rung).toEqual(['100 at 1100', 'tick at 1120', '50 at 1150', 'tick at 1240']);
    undo();
    await clock.advance(50);
    expect(rung.at(-1)).toBe('300 at 1300');
    expect(clock.waiting).toBe(0);
  });

  it('ends a sleep that is aborted', async () => {
    const clock = fakeClock();
    const abort = new AbortController();
    const asleep = clock.sleep(1_000, abort.signal);
    abort.abort(new Error('enough'));
    await expect(asleep).rejects.toThrow('enough');
    expect(clock.waiting).toBe(0);
    await expect(clock.sleep(1, abort.signal)).rejects.toThrow('enough');
  });
});

describe('testPlugin with such a clock', () => {
  const ran: number[] = [];
  const plugin = definePlugin({
    id: 'sweeper',
    summary: 'Looks every hour.',
    sweep: { everySeconds: 3_600, run: async ({ clock }) => void ran.push(clock.now()) },
  });

  it('sweeps when the test says so, and every two seconds while the broker is away', async () => {
    const clock = fakeClock(0);
    const bus = fakeEvents();
    const host = await testPlugin(plugin, { clock, bus });
    await clock.advance(0);
    expect(ran).toEqual([0]);
    await clock.advance(3_599_000);
    expect(ran).toHaveLength(1);
    await clock.advance(1_000);
    expect(ran).toEqual([0, 3_600_000]);
    bus.away();
    await clock.advance(4_000);
    expect(ran).toHaveLength(4);
    await host.stop();
    expect(clock.waiting).toBe(0);
  });
});
