import { expect, it } from 'vitest';
import { itIsAccessible, onStage } from '../../../test/stage.js';

it('says what went wrong and offers another try', async () => {
  await onStage({}, async (stage) => {
    await stage.mount('tp-problem', { error: 'The disk is full.', home: true });
    expect(await stage.page.getByRole('alert').innerText()).toContain('The disk is full.');
    await stage.page.evaluate(() => window.harness.listen('retry'));
    await stage.page.getByRole('button', { name: 'Try again' }).click();
    expect(await stage.page.evaluate(() => window.harness.fired.retry)).toHaveLength(1);
    expect(await stage.page.getByRole('link').getAttribute('href')).toBe('/');
  });
});

itIsAccessible({}, (stage) => stage.mount('tp-problem', { error: 'No.' }));
