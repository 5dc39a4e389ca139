import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const factor = (active: boolean, recovery_codes = 0) => ({
  '@type': 'second_factor',
  active,
  recovery_codes,
});
const KEY = 'ABCDEFGHIJKLMNOP';
const api = {
  '/v3/user/second_factor': factor(false),
  'POST /v3/user/second_factor': {
    '@type': 'second_factor_key',
    key: KEY,
    url: `otpauth://totp/Turnpike:mira?secret=${KEY}&issuer=Turnpike`,
  },
  'PUT /v3/user/second_factor': {
    '@type': 'recovery_codes',
    codes: ['aaaaa-bbbbb', 'ccccc-ddddd'],
  },
  'POST /v3/user/second_factor/remove': {},
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-second-factor');
  await stage.page.getByLabel('Current password').waitFor();
};
const begin = async (stage: Stage): Promise<void> => {
  await place(stage);
  await stage.page.getByLabel('Current password').fill('correct horse');
  await stage.page.getByRole('button', { name: 'Set up' }).click();
  await stage.page.getByRole('img', { name: 'QR code' }).waitFor();
};

it('is set up by the password, a code to scan or type, and a first code', async () => {
  await onStage({ api }, async (stage) => {
    await begin(stage);
    expect(await stage.page.getByText('ABCD EFGH IJKL MNOP').isVisible()).toBe(true);
    await stage.page.getByLabel('Code that the app shows').fill('123456');
    await stage.page.getByRole('button', { name: 'Turn on' }).click();
    await stage.page.getByText('aaaaa-bbbbb').waitFor();
    const writes = stage.calls.filter(({ call }) => !call.startsWith('GET'));
    expect(writes.map(({ body }) => body)).toEqual([
      { current: 'correct horse' },
      { code: '123456' },
    ]);
  });
});

it('says how many recovery codes are left, and is turned off by the password', async () => {
  const on = { ...api, '/v3/user/second_factor': factor(true, 1) };
  await onStage({ api: on }, async (stage) => {
    await place(stage);
    await stage.page.getByText('1 recovery code is left.').waitFor();
    await stage.page.getByLabel('Current password').fill('correct horse');
    await stage.page.getByRole('button', { name: 'Turn off' }).click();
    await expect
      .poll(() => stage.calls.map(({ call }) => call))
      .toContain('POST /v3/user/second_factor/remove');
  });
});

it('is not there where no passwords are kept', async () => {
  await onStage({ api: {} }, async (stage) => {
    await stage.mount('tp-second-factor');
    await expect.poll(() => stage.calls.length).toBeGreaterThan(0);
    expect(await stage.page.getByRole('heading').count()).toBe(0);
  });
});

itIsAccessible({ api }, begin);
