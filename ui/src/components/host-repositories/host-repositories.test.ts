import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const repository = (id: number, slug: string, more: object = {}): object => ({
  ...{ '@type': 'repository', '@permissions': { activate: true }, id, slug },
  ...{ name: slug.split('/')[1], active: false, private: false, ...more },
});
const api = {
  '/v3/repos': {
    '@type': 'repositories',
    '@pagination': { is_last: true },
    repositories: [
      repository(1, 'ada/engine', { active: true }),
      repository(2, 'ada/secret', { private: true }),
      repository(3, 'eve/others', { '@permissions': { activate: false } }),
    ],
  },
  'POST /v3/repo/1/deactivate': repository(1, 'ada/engine', {
    hook: { installed: true, message: 'The webhook may still be there: 401' },
  }),
  'POST /v3/repo/2/activate': repository(2, 'ada/secret', {
    ...{ active: true, hook: { installed: true, message: 'sends' } },
  }),
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-host-repositories');
  await stage.page.getByText('ada/engine').waitFor();
};
const asked = (stage: Stage, wanted: string): number =>
  stage.calls.filter(({ call }) => call === wanted).length;

it('shows what one may administer, and switches it on', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    expect(await stage.page.getByText('eve/others').count()).toBe(0);
    const secret = stage.page.getByRole('switch', { name: 'Build ada/secret' });
    expect(await secret.isChecked()).toBe(false);
    await secret.check();
    await expect.poll(() => asked(stage, 'POST /v3/repo/2/activate')).toBe(1);
  });
});

it('leaves the switch as it was where the host refuses', async () => {
  const refused = {
    ...api,
    'POST /v3/repo/2/activate': undefined,
  };
  await onStage({ api: refused }, async (stage) => {
    await place(stage);
    const secret = stage.page.getByRole('switch', { name: 'Build ada/secret' });
    await secret.click();
    await expect.poll(() => asked(stage, 'POST /v3/repo/2/activate')).toBe(1);
    await expect.poll(() => secret.isChecked()).toBe(false);
  });
});

it('asks the server for what is searched', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    const before = asked(stage, 'GET /v3/repos');
    await stage.page.getByLabel('Search repositories').fill('sec');
    await expect.poll(() => asked(stage, 'GET /v3/repos')).toBeGreaterThan(before);
  });
});

itIsAccessible({ api }, place);
