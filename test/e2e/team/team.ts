/** A team's first hour: a Gitea that it has, a platform that it has just started, and browsers of three people. */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from '@playwright/test';
import { startGitea, type Gitea, type GiteaUser } from '../../support/gitea.js';
import { freePort } from '../../support/mosquitto.js';
import { startProcess, type PlatformProcess } from '../../support/process.js';
import { expect, expectAccessible, expectNoWiderThanScreen, settled } from '../page.js';

const run = promisify(execFile);

export interface Team {
  readonly gitea: Gitea;
  /** Where the platform is, from one start to the next. */
  readonly url: string;
  /** Starts it, or starts it anew with these entries of `hosts`. Answers all that it printed. */
  start(hosts?: readonly object[]): Promise<string>;
  /** A browser of somebody's own. What its pages complain about is kept. */
  browser(): Promise<Page>;
  readonly complaints: readonly string[];
  /** Clones, commits one file to a branch and pushes it, as people do. Answers the commit. */
  push(who: GiteaUser, slug: string, change: Change): Promise<string>;
  end(): Promise<void>;
}
export interface Change {
  readonly branch: string;
  readonly path: string;
  readonly text: string;
}

/** undefined where no Gitea can be had, which is said. */
export async function startTeam(browser: Browser): Promise<Team | undefined> {
  const gitea = await startGitea();
  if (!gitea) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'turnpike-team-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const complaints: string[] = [];
  let platform: PlatformProcess | undefined;
  let pushes = 0;

  async function start(hosts: readonly object[] = []): Promise<string> {
    await platform?.stop();
    platform = await startProcess({
      ...{ name: 'turnpike', folder: join(folder, 'platform') },
      config: {
        http: { port },
        hosts,
        net: { allow: ['127.0.0.1'] },
        worker: { executor: 'local' },
        'executor-local': { allowForks: true },
      },
    });
    return platform.output();
  }
  return {
    gitea,
    url: `http://127.0.0.1:${port}`,
    start,
    complaints,
    async browser() {
      const context = await browser.newContext({ reducedMotion: 'reduce' });
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        // What Gitea's own pages say of themselves is not ours to mend.
        if (!page.url().startsWith(`http://127.0.0.1:${port}/`)) return;
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      return page;
    },
    async push({ login, password }, slug, { branch, path, text }) {
      const clone = join(folder, `clone-${(pushes += 1)}`);
      const address = new URL(`${slug}.git`, `${gitea.url}/`);
      [address.username, address.password] = [login, password];
      const git = (...args: readonly string[]) => run('git', ['-C', clone, ...args]);
      await run('git', ['clone', '--quiet', address.href, clone]);
      await git('checkout', '--quiet', '-B', branch);
      await writeFile(join(clone, path), text);
      await git('add', path);
      const own = ['-c', `user.name=${login}`, '-c', `user.email=${login}@example.test`];
      await git(...own, 'commit', '--quiet', '-m', `Change ${path}`);
      await git('push', '--quiet', 'origin', `HEAD:${branch}`);
      return (await git('rev-parse', 'HEAD')).stdout.trim();
    },
    async end() {
      await platform?.stop();
      await gitea.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

/** Keeps a picture of the page in both themes and at both widths; each is readable by everybody, and fits. */
export async function look(page: Page, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await settled(page);
      const path = `screenshots/team/${name}-${colorScheme}-${size.width}.png`;
      await page.screenshot({ path, fullPage: true });
      await expectAccessible(page);
      await expectNoWiderThanScreen(page);
    }
  }
  await page.setViewportSize(SIZES[0]!);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** By the host's button, the host's own form, and the host's question whether we may. */
export async function signIn(page: Page, team: Team, who: GiteaUser): Promise<void> {
  await page.goto(`${team.url}/-/login`);
  await page.getByRole('link', { name: /^Log in with/ }).click();
  await page.waitForURL(`${team.gitea.url}/**`);
  await page.locator('input[name=user_name]').fill(who.login);
  await page.locator('input[name=password]').fill(who.password);
  await page.locator('input[name=password]').press('Enter');
  await page.locator('button[name=granted][value=true]').click();
  await page.waitForURL(`${team.url}/**`);
  await expect(page.getByRole('button', { name: who.login })).toBeVisible();
}
