import { expect, it } from 'vitest';
import { whileGone } from './while-gone.js';

const failing = (code: string): Error => Object.assign(new Error(code), { code });

it('does it again while something is gone, and answers what it answers then', async () => {
  let tries = 0;
  const made = await whileGone(async () => {
    tries += 1;
    if (tries < 50) throw failing('ENOENT');
    return 'made';
  });
  expect([made, tries]).toEqual(['made', 50]);
});

it.each([
  ['ENOENT', 100],
  ['EACCES', 1],
])('throws %s after %i tries', async (code, most) => {
  let tries = 0;
  const work = (): Promise<never> => {
    tries += 1;
    return Promise.reject(failing(code));
  };
  await expect(whileGone(work)).rejects.toMatchObject({ code });
  expect(tries).toBe(most);
});
