import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const api = { 'DELETE /v3/user': {} };
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-own-data');
  await stage.page.getByRole('button', { name: 'Delete the account' }).waitFor();
};

it('links to a file of all that is kept', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    const link = stage.page.getByRole('link', { name: 'Export as JSON' });
    expect(await link.getAttribute('href')).toContain('/v3/user/export');
  });
});

it('deletes the account only by its name', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByRole('button', { name: 'Delete the account' }).click();
    expect(stage.calls).toEqual([]);
    await stage.page.getByLabel(/To delete it, type/).fill('mira');
    await stage.page.getByRole('button', { name: 'Delete the account' }).click();
    await expect
      .poll(() => stage.calls)
      .toEqual([{ call: 'DELETE /v3/user', body: { login: 'mira' } }]);
  });
});

itIsAccessible({ api }, place);
