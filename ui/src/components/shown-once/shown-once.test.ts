import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-shown-once', { name: 'deploy', token: 'tp_0123456789' });
};

it('shows the token, says that it is for once, and copies it', async () => {
  await onStage({}, async (stage) => {
    await stage.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await place(stage);
    await stage.page.getByText('deploy is shown only now.').waitFor();
    await stage.page.getByRole('button', { name: 'Copy' }).click();
    const copied = () => stage.page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toBe('tp_0123456789');
  });
});

itIsAccessible({}, place);
