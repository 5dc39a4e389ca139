import { expect, it } from 'vitest';
import { firstProcessCheck, firstProcessName } from './first-process-check.js';

it.each(['node', 'npm start', 'MainThread'])('warns where %s is process 1', (name) => {
  expect(firstProcessCheck(name)).toMatchObject([
    { state: 'warning', wayOut: expect.stringContaining('--init') as string },
  ]);
});

it.each(['systemd', 'init', 'tini', 'docker-init', 'bash', undefined])('not of %s', (name) => {
  expect(firstProcessCheck(name)).toEqual([]);
});

it('knows what runs first here', async () => {
  expect(await firstProcessName()).toMatch(/./);
});
