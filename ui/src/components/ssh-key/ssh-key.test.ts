import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const key = {
  '@type': 'key_pair',
  description: 'for the submodules',
  fingerprint: 'SHA256:abc',
  public_key: 'ssh-ed25519 AAAA',
};
const path = '/v3/repo/3/key_pairs';
const given = { [path]: { '@type': 'key_pairs', key_pairs: [key] } };
const none = { [path]: { '@type': 'key_pairs', key_pairs: [] } };
const repository = (admin: boolean): Record<string, unknown> => ({
  repository: { id: 3, slug: 'acme/widgets', '@permissions': { admin } },
});
const place = async (stage: Stage, admin = true): Promise<void> => {
  await stage.mount('tp-ssh-key', repository(admin));
  await stage.page.getByRole('heading', { name: 'SSH key' }).waitFor();
};
const writes = (stage: Stage): readonly unknown[] =>
  stage.calls.filter(({ call }) => !call.startsWith('GET'));

it('says what it is for where there is none, and takes the first one', async () => {
  const api = { ...none, 'POST /v3/repo/3/key_pair': key };
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByText('Pull requests from forks do not get it').waitFor();
    await stage.page.getByLabel('Description').fill(' own ');
    await stage.page.getByLabel('Private key').fill('-----BEGIN\nabc\n-----END');
    await stage.page.getByRole('button', { name: 'Give' }).click();
    await expect
      .poll(() => writes(stage))
      .toEqual([
        {
          call: 'POST /v3/repo/3/key_pair',
          body: { description: 'own', value: '-----BEGIN\nabc\n-----END' },
        },
      ]);
  });
});

it('shows the public half, and replaces or removes the key', async () => {
  const api = {
    ...given,
    'PATCH /v3/repo/3/key_pair': key,
    'DELETE /v3/repo/3/key_pair': {},
  };
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByText('SHA256:abc').waitFor();
    await stage.page.getByText('ssh-ed25519 AAAA').waitFor();
    expect(await stage.page.getByLabel('Description').inputValue()).toBe('for the submodules');
    await stage.page.getByLabel('Private key').fill('another');
    await stage.page.getByRole('button', { name: 'Replace' }).click();
    await expect
      .poll(() => writes(stage))
      .toMatchObject([{ call: 'PATCH /v3/repo/3/key_pair', body: { value: 'another' } }]);
    await stage.page.getByRole('button', { name: 'Remove the SSH key' }).click();
    await stage.page.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect.poll(() => writes(stage).length).toBe(2);
    expect(writes(stage)[1]).toMatchObject({ call: 'DELETE /v3/repo/3/key_pair' });
  });
});

it('is only shown to those who may not change it', async () => {
  await onStage({ api: given }, async (stage) => {
    await place(stage, false);
    await stage.page.getByText('SHA256:abc').waitFor();
    expect(await stage.page.getByRole('textbox').count()).toBe(0);
    expect(await stage.page.getByRole('button').count()).toBe(0);
  });
});

itIsAccessible({ api: given }, (stage) => place(stage));
