import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const mailbox = (subscribed: boolean): object => ({
  '@type': 'mailbox',
  address: 'ada@example.com',
  repository: 'acme/engine',
  subscribed,
});
const api = {
  '/v3/unsubscribe/abc': mailbox(true),
  'POST /v3/unsubscribe/abc': mailbox(false),
  'DELETE /v3/unsubscribe/abc': mailbox(true),
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-unsubscribe-page', { token: 'abc' });
  await stage.page.getByText('ada@example.com gets mail about builds of acme/engine.').waitFor();
};

it('ends mail only when it is told to, and takes it back', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    expect(stage.calls.map(({ call }) => call)).toEqual(['GET /v3/unsubscribe/abc']);
    await stage.page.getByRole('button', { name: 'No more of it' }).click();
    await stage.page.getByText('gets no more mail').waitFor();
    await stage.page.getByRole('button', { name: 'Send it again' }).click();
    await stage.page.getByText('gets mail about').waitFor();
  });
});

it('says that a link is none', async () => {
  await onStage({ api: {} }, async (stage) => {
    await stage.mount('tp-unsubscribe-page', { token: 'forged' });
    await stage.page.getByText('Not here.').waitFor();
  });
});

itIsAccessible({ api }, place);
