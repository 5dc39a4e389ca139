import { expect, it } from 'vitest';
import { itIsAccessible, onStage } from '../../../test/stage.js';
import { LOOKS } from '../../data/states.js';

it('says every state in a word, also where only the icon is seen', async () => {
  await onStage({}, async (stage) => {
    for (const [state, { word }] of Object.entries(LOOKS)) {
      const badge = await stage.mount('tp-state', { state, compact: state.length % 2 === 0 });
      expect((await badge.locator('.badge').textContent())?.trim()).toBe(word);
    }
  });
});

itIsAccessible({}, async (stage) => {
  await stage.mount('tp-state', { state: 'started', pill: true });
});
