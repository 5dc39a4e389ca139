import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const user = { '@type': 'user', id: 2, login: 'eve', name: null };
const session = (acting: object | null): object => ({
  ...{ '@type': 'session', user, public: false, logins: [], password_needed: false, version: '1' },
  acting,
});
const acting = { by: 'root', until: new Date(Date.now() + 600_000).toISOString() };
const api = { 'POST /v3/session/return': session(null) };
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-acting', { session: session(acting) });
};

it('says who sees what as whom, and leads back', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByText('You are root, and see everything as eve does').waitFor();
    await stage.page.getByRole('button', { name: 'Back to root' }).click();
    await expect
      .poll(() => stage.calls.map(({ call }) => call))
      .toContain('POST /v3/session/return');
  });
});

it('is not there while one is oneself', async () => {
  await onStage({ api }, async (stage) => {
    await stage.mount('tp-acting', { session: session(null) });
    expect(await stage.page.getByRole('button').count()).toBe(0);
  });
});

itIsAccessible({ api }, place);
