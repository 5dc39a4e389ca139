import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const preference = (name: string, value: unknown): object => ({
  '@type': 'preference',
  name,
  value,
});
const api = {
  '/v3/preferences': {
    '@type': 'preferences',
    preferences: [
      preference('build_emails', true),
      // Nothing here asks for it: no switch stands for it.
      preference('private_insights_visibility', 'private'),
    ],
  },
  'PATCH /v3/preference/build_emails': preference('build_emails', false),
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-own-preferences');
  await stage.page.getByLabel('Send me mail about builds').waitFor();
};

it('shows what is preferred, and changes it', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    const mail = stage.page.getByLabel('Send me mail about builds');
    expect(await mail.isChecked()).toBe(true);
    await mail.click();
    expect(await stage.page.getByRole('checkbox').count()).toBe(1);
    const bodies = () =>
      stage.calls.filter(({ call }) => call.startsWith('PATCH')).map(({ body }) => body);
    await expect.poll(bodies).toEqual([{ value: false }]);
  });
});

itIsAccessible({ api }, place);
