/** A team comes in: from a server that nobody knows to builds, statuses and rights that follow the code host. */
import { expect, test, type Page } from '@playwright/test';
import type { GiteaUser } from '../../support/gitea.js';
import { look, signIn, startTeam, type Team } from './team.js';

const YML = 'language: shell\nscript: cat *.txt\n';
/** What changes at the host is known here by then. */
const FOLLOWS_MS = 10_000;

test('the first hour of a team', async ({ browser }) => {
  test.setTimeout(900_000);
  const team = await startTeam(browser);
  test.skip(team === undefined, 'No Gitea can be had here.');
  try {
    await firstHour(team as Team);
  } finally {
    await team?.end();
  }
});

async function firstHour(team: Team): Promise<void> {
  const { gitea, url } = team;
  const [ada, bob] = [await gitea.user('ada'), await gitea.user('bob')];
  await gitea.repository(ada, 'widgets', {
    ...{ private: true, files: { '.travis.yml': YML, 'a.txt': 'from the first day\n' } },
  });
  const collaborator = '/repos/ada/widgets/collaborators/bob';
  await gitea.call(ada, `PUT ${collaborator}`, { permission: 'write' });

  await test.step('an administrator finds an empty server that says what comes next', async () => {
    const printed = await team.start();
    const page = await team.browser();
    await page.goto(/once: (\S+)/.exec(printed)?.[1] ?? '');
    await page.getByLabel('New password').fill('correct horse battery');
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await expect(page.getByText('People sign in by password so far.')).toBeVisible();
    await look(page, '1-empty');
    await page.goto(`${url}/-/system`);
    await look(page, '2-system');
    await page.context().close();
  });

  await test.step('the host is configured, and its people are let in', async () => {
    const app = await gitea.call<{ client_id: string; client_secret: string }>(
      ...[gitea.admin, 'POST /user/applications/oauth2'],
      { name: 'CI', redirect_uris: [`${url}/auth/work/callback`], confidential_client: true },
    );
    const secrets = { clientId: app.body.client_id, clientSecret: app.body.client_secret };
    const host = { id: 'work', kind: 'gitea', url: gitea.url, registration: 'open', ...secrets };
    await team.start([host]);
  });

  const adas = await team.browser();
  await test.step('Ada signs in, sees her repositories, and switches one on', async () => {
    await adas.goto(`${url}/-/login`);
    await look(adas, '3-login');
    await signIn(adas, team, ada);
    await adas.goto(`${url}/-/account`);
    const button = adas.getByRole('switch', { name: 'Build ada/widgets' });
    await expect(button).toBeVisible();
    await look(adas, '4-account');
    await button.check();
    await expect(adas.getByText('ada/widgets is built from now on.')).toBeVisible();
    await expect(button).toBeChecked();
    await adas.goto(`${url}/ada/widgets`);
    await expect(adas.locator('tp-build-row').getByText('Passed').first()).toBeVisible();
    await look(adas, '5-first-build');
  });

  const bobs = await team.browser();
  await test.step('Bob signs in, sees what he may, and pushes', async () => {
    await signIn(bobs, team, bob);
    await bobs.goto(`${url}/`);
    await expect(bobs.getByRole('link', { name: 'ada/widgets' })).toBeVisible();
    await look(bobs, '6-repositories');
    await bobs.goto(`${url}/ada/widgets/settings`);
    await look(bobs, '7-settings-of-a-writer');
    await adas.goto(`${url}/ada/widgets`);
    const change = { branch: 'main', path: 'b.txt', text: 'pushed by Bob\n' };
    const sha = await team.push(bob, 'ada/widgets', change);
    await expect(adas.getByText('Change b.txt').first(), 'without a reload').toBeVisible();
    await statusOf(team, ada, sha);
    await look(adas, '8-pushed');
  });

  await test.step('Bob opens a pull request from a fork', async () => {
    await gitea.call(bob, 'POST /repos/ada/widgets/forks', {});
    const change = { branch: 'feature', path: 'c.txt', text: 'written by Bob alone\n' };
    const sha = await team.push(bob, 'bob/widgets', change);
    const pull = { title: 'Add c.txt', head: 'bob:feature', base: 'main' };
    await gitea.call(bob, 'POST /repos/ada/widgets/pulls', pull);
    await statusOf(team, ada, sha, 'error');
    await adas.goto(`${url}/ada/widgets/pull_requests`);
    await adas.getByText('Add c.txt').first().click();
    await expect(adas.getByText(/not given the key that reads this private/).first()).toBeVisible();
    await look(adas, '9-key-withheld');
    const build = adas.url();
    await adas.goto(`${url}/ada/widgets/settings`);
    await adas.getByRole('switch', { name: /^SSH keys for pull requests from forks/ }).check();
    await expect(adas.getByText('Saved.')).toBeVisible();
    await adas.goto(build);
    await adas.getByRole('button', { name: 'Restart' }).first().click();
    await statusOf(team, ada, sha);
    await expect(adas.getByText('written by Bob alone').first()).toBeVisible();
    await look(adas, '10-build-of-the-pull-request');
  });

  await test.step('rights follow the host', async () => {
    await bobs.goto(`${url}/ada/widgets`);
    await expect(bobs.getByText('Change b.txt').first()).toBeVisible();
    await gitea.call(ada, `DELETE ${collaborator}`);
    await expect.poll(() => readBy(bobs, url), { timeout: FOLLOWS_MS, intervals: [500] }).toBe(404);
    await bobs.reload();
    await expect(bobs.getByText('There is nothing here')).toBeVisible();
    await look(bobs, '11-sent-away');
    await gitea.call(ada, `PUT ${collaborator}`, { permission: 'read' });
    await bobs.goto(`${url}/-/account`);
    await bobs.getByRole('button', { name: 'Sync now' }).click();
    await expect.poll(() => readBy(bobs, url), { timeout: FOLLOWS_MS, intervals: [500] }).toBe(200);
    await look(bobs, '12-back-again');
  });
  // What may not be seen is a line in the browser's console as well.
  expect(team.complaints.filter((one) => !one.includes('404'))).toEqual([]);
}

const readBy = async (page: Page, url: string): Promise<number> =>
  (await page.request.get(`${url}/v3/repo/ada%2Fwidgets`)).status();

async function statusOf(
  { gitea }: Team,
  who: GiteaUser,
  sha: string,
  wanted = 'success',
): Promise<void> {
  const call = `GET /repos/ada/widgets/statuses/${sha}`;
  await expect
    .poll(
      async () => {
        const { body } = await gitea.call<{ status: string }[]>(who, call);
        return body.map(({ status }) => status);
      },
      { timeout: 120_000 },
    )
    .toContain(wanted);
}
