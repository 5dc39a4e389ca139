import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const user = (login: string): object => ({ '@type': 'user', id: login.length, login, name: null });
const team = {
  '@type': 'team',
  id: 7,
  name: 'core',
  description: null,
  level: null,
  owner: { '@type': 'organization', id: 1, login: 'acme' },
  members: [user('ada')],
  repositories: [{ id: 5, slug: 'acme/app', level: 'write' }],
};
const api = {
  '/v3/owner/acme/teams': { '@type': 'teams', teams: [team] },
  'POST /v3/owner/acme/teams': team,
  '/v3/team/7': team,
  'PATCH /v3/team/7': team,
  'PUT /v3/team/7/member/eve': team,
  'DELETE /v3/team/7/member/ada': team,
  'PUT /v3/team/7/repo/acme%2Flib': team,
  'PUT /v3/team/7/repo/5': team,
  'DELETE /v3/team/7': {},
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-team-list', { owner: 'acme' });
  await stage.page.getByText('acme/app', { exact: true }).waitFor();
};
const sent = (stage: Stage, call: string): unknown[] =>
  stage.calls.filter((one) => one.call === call).map(({ body }) => body);

it('makes teams, takes people in and out, and gives and takes rights', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    const { page } = stage;
    await page.getByLabel('Name').fill('docs');
    await page
      .getByRole('combobox', { name: 'Right on all repositories', exact: true })
      .selectOption('read');
    await page.getByRole('button', { name: 'Make a team' }).click();
    const made = { name: 'docs', level: 'read' };
    await expect.poll(() => sent(stage, 'POST /v3/owner/acme/teams')).toEqual([made]);
    await page.getByLabel('Login').fill('eve');
    await page.getByRole('button', { name: 'Take into core' }).click();
    await expect.poll(() => sent(stage, 'PUT /v3/team/7/member/eve')).toHaveLength(1);
    await page.getByRole('button', { name: 'Take ada out of core' }).click();
    await expect.poll(() => sent(stage, 'DELETE /v3/team/7/member/ada')).toHaveLength(1);
    await page.getByLabel('Repository').fill('acme/lib');
    await page.getByRole('combobox', { name: 'Right', exact: true }).selectOption('admin');
    await page.getByRole('button', { name: 'Give core the right' }).click();
    const given = { level: 'admin' };
    await expect.poll(() => sent(stage, 'PUT /v3/team/7/repo/acme%2Flib')).toEqual([given]);
    await page.getByRole('button', { name: 'Take the right on acme/app from core' }).click();
    await expect.poll(() => sent(stage, 'PUT /v3/team/7/repo/5')).toEqual([{ level: null }]);
    await page.getByLabel('Right of core on all repositories').selectOption('write');
    await expect.poll(() => sent(stage, 'PATCH /v3/team/7')).toEqual([{ level: 'write' }]);
  });
});

it('deletes a team only when it is meant', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByRole('button', { name: 'Delete the team core' }).click();
    expect(sent(stage, 'DELETE /v3/team/7')).toEqual([]);
    await stage.page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect.poll(() => sent(stage, 'DELETE /v3/team/7')).toHaveLength(1);
  });
});

itIsAccessible({ api }, place);
