import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const added = { '@type': 'repository', id: 5, slug: 'acme/shop', hook: null };
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-add-repository');
  await stage.page.getByRole('button', { name: 'Add', exact: true }).waitFor();
};

it('asks only for what was filled in, and goes to the repository', async () => {
  await onStage({ api: { 'POST /v3/repos': added } }, async (stage) => {
    await place(stage);
    await stage.page.getByLabel('Address or path').fill(' /srv/shop.git ');
    await stage.page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect.poll(() => new URL(stage.page.url()).pathname).toBe('/acme/shop');
    expect(stage.calls.find(({ call }) => call === 'POST /v3/repos')?.body).toEqual({
      clone_url: '/srv/shop.git',
    });
  });
});

it('sends all that can be said of it', async () => {
  await onStage({ api: { 'POST /v3/repos': added } }, async (stage) => {
    await place(stage);
    const { page } = stage;
    await page.getByLabel('Address or path').fill('https://git.example/acme/shop.git');
    await page.getByLabel('Name here').fill('acme/shop');
    await page.getByLabel('Default branch').fill('trunk');
    await page.getByLabel('Who sees it').selectOption('private');
    await page.getByLabel('Token of the code host').fill('s3cret');
    await page.getByLabel('Let the host tell of each push').check();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect
      .poll(() => stage.calls.find(({ call }) => call === 'POST /v3/repos')?.body)
      .toEqual({
        clone_url: 'https://git.example/acme/shop.git',
        slug: 'acme/shop',
        default_branch: 'trunk',
        private: true,
        token: 's3cret',
        install_hook: true,
      });
  });
});

it('says what the server refused, and keeps what was written', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    await stage.page.getByLabel('Address or path').fill('/srv/nothing');
    await stage.page.getByRole('button', { name: 'Add', exact: true }).click();
    await stage.page.getByRole('alert').getByText('Not here.').waitFor();
    expect(await stage.page.getByLabel('Address or path').inputValue()).toBe('/srv/nothing');
    expect(await stage.page.getByRole('button', { name: 'Add', exact: true }).isEnabled()).toBe(
      true,
    );
  });
});

it('asks nobody for a name that cannot be one', async () => {
  await onStage({ api: { 'POST /v3/repos': added } }, async (stage) => {
    await place(stage);
    await stage.page.getByLabel('Address or path').fill('/srv/shop.git');
    await stage.page.getByLabel('Name here').fill('no owner');
    await stage.page.getByRole('button', { name: 'Add', exact: true }).click();
    const name = stage.page.getByLabel('Name here');
    expect(await name.evaluate((input: HTMLInputElement) => input.validity.valid)).toBe(false);
    expect(stage.calls).toEqual([]);
  });
});

itIsAccessible({}, place);
