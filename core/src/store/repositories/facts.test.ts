import { expect, it } from 'vitest';
import type { SystemFact } from '../../contracts/facts.js';
import { onEachDatabase } from '../../../../test/support/databases.js';

const fact: SystemFact = {
  id: 'quota',
  title: 'Quota',
  state: 'warning',
  text: 'nearly used up',
  wayOut: 'Buy more.',
  room: null,
};

onEachDatabase('facts of processes', (database) => {
  it('keeps the last report of each, in order of their names', async () => {
    const { store } = await database.open();
    await store.facts.report({ process: 'worker-2', facts: [fact] });
    await store.facts.report({ process: 'hub-1', facts: [] });
    await store.facts.report({ process: 'worker-2', facts: [{ ...fact, state: 'ok' }] });
    expect(await store.facts.list(60)).toEqual([
      { process: 'hub-1', facts: [] },
      { process: 'worker-2', facts: [{ ...fact, state: 'ok' }] },
    ]);
    expect(await store.facts.list(-60)).toEqual([]);
  });
});
