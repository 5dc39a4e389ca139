/** A small round of `npm run chaos`: one process that is killed, and its database hurt, while it builds. The whole takes minutes. */
import { expect, it } from 'vitest';
import { play } from '../chaos/play.js';

it('a process that is killed again and again loses no build and no line', async () => {
  const round = { shape: 'single', variant: 'plain', builds: 8, seed: 7, seconds: 90 } as const;
  const how = { executor: 'local', keep: false, faults: true } as const;
  const outcome = await play({ ...round, ...how }, () => {});
  expect(outcome.complaints).toEqual([]);
  expect(outcome).toMatchObject({ builds: 8, resetLimit: 0 });
  expect([...outcome.kills.byVictim.values()]).toEqual([2]);
}, 300_000);
