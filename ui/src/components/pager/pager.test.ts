import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const link = (offset: number): object => ({ '@href': '', offset, limit: 25 });
const place = (stage: Stage): Promise<unknown> =>
  stage.mount('tp-pager', {
    pagination: {
      limit: 25,
      offset: 25,
      count: 60,
      is_first: false,
      is_last: false,
      next: link(50),
      prev: link(0),
      first: link(0),
      last: link(50),
    },
  });

it('says where one is and goes on', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    expect(await shownText(stage.page.locator('tp-pager'))).toContain('26 – 50 of 60');
    await stage.page.evaluate(() => window.harness.listen('page'));
    await stage.page.getByRole('button', { name: 'Next' }).click();
    await stage.page.getByRole('button', { name: 'Previous' }).click();
    expect(await stage.page.evaluate(() => window.harness.fired.page)).toEqual([50, 0]);
  });
});

itIsAccessible({}, place);
