/**
 * The page of a job with a million lines, in Chromium, on a really running platform: how soon it is whole, how it
 * scrolls, jumps and searches; and what typing feels like while a job prints 5,000 lines a second.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WireBuild } from '@turnpike/core/contracts';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, chromiumPath } from '../../ui/test/chromium.js';
import { addRepository } from '../integration/scenario.js';
import { apiClient, until, type ApiClient } from '../support/api-client.js';
import { cliAccess, startProcess, type PlatformProcess } from '../support/process.js';
import { makeProject } from '../support/project.js';
import type { Bench, Figure, Figures } from './harness.js';
import { typeWhileLive, inPage } from './support/log-page.js';

const LINES = 1_000_000;
/** Every tenth line has a colour; 55 MB through the terminal. */
const MILLION = `seq ${LINES} | awk '$1 % 10 == 0 { printf "\\033[36mline\\033[0m %d of the long log\\n", $1; next } { printf "2026-11-26T12:00:00Z [info] module-%d: did item %d\\n", $1 % 97, $1 }'`;
/** 100 lines every 20 ms, for ten seconds. */
const LIVE = `for tick in $(seq 500); do seq $((tick * 100)) $((tick * 100 + 99)) | sed 's/^/live line /'; sleep 0.016; done; echo end of the live log`;
const LIVE_LINES = 50_000;

interface Setting {
  readonly folder: string;
  readonly platform: PlatformProcess;
  readonly api: ApiClient;
  readonly browser: Browser;
  readonly visitor: BrowserContext;
  readonly million: number;
  readonly live: number;
}

async function firstJob(api: ApiClient, repository: number): Promise<number> {
  return until('a job', async () => {
    const path = `/v3/repo/${repository}/builds?include=build.jobs`;
    const { builds } = await api.get<{ builds: WireBuild[] }>(path);
    return builds[0]?.jobs?.[0]?.id;
  });
}

const stateOf = async (api: ApiClient, job: number): Promise<string> =>
  (await api.get<{ state: string }>(`/v3/job/${job}`)).state;

async function passed(api: ApiClient, job: number): Promise<void> {
  await until(
    'the job has passed',
    async () => ((await stateOf(api, job)) === 'passed' ? true : undefined),
    120,
  );
}

async function addJob(
  setting: Pick<Setting, 'folder' | 'api'> & { access: { url: string; token: string } },
  name: string,
  script: string,
): Promise<number> {
  const project = makeProject(join(setting.folder, name), name);
  project.push({
    '.travis.yml': JSON.stringify({ language: 'minimal', git: { clone: false }, script }),
  });
  const repository = addRepository(setting.access, project.path, `bench/${name}`);
  const job = await firstJob(setting.api, repository);
  await passed(setting.api, job);
  return job;
}

async function setUp(): Promise<Setting> {
  const folder = await mkdtemp(join(tmpdir(), 'turnpike-bench-'));
  const platform = await startProcess({
    name: 'platform',
    folder: join(folder, 'platform'),
    config: { http: { port: 0 } },
  });
  const access = await cliAccess(platform.dataDir);
  const api = apiClient(access.url, access.token);
  const million = await addJob({ folder, api, access }, 'million', MILLION);
  const live = await addJob({ folder, api, access }, 'live', LIVE);
  const browser = await chromium.launch({
    executablePath: chromiumPath() ?? 'chromium',
    args: [...CHROMIUM_FLAGS],
  });
  const visitor = await logIn(browser, platform);
  return { folder, platform, api, browser, visitor, million, live };
}

/** By the link that the platform prints at its first start. */
async function logIn(browser: Browser, platform: PlatformProcess): Promise<BrowserContext> {
  const link = /once: (\S+)/.exec(platform.output())?.[1];
  if (link === undefined) throw new Error(`No link to log in by:\n${platform.output()}`);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel('New password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByRole('heading', { name: 'Repositories' }).waitFor();
  await page.close();
  return context;
}

async function prepare(page: Page): Promise<void> {
  // The runner's compiler names functions by a helper of its own, which a page does not have.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.addInitScript(inPage);
}

const ms = (value: number, budget: number): Figure => ({ value, unit: 'ms', budget });

async function openJob(setting: Setting, page: Page, job: number): Promise<void> {
  const { slug } = (
    await setting.api.get<{ repository: { slug: string } }>(`/v3/job/${job}?include=job.repository`)
  ).repository;
  await page.goto(`${setting.platform.url}/${slug}/jobs/${job}`);
}

async function finished(setting: Setting): Promise<Figures> {
  const page = await setting.visitor.newPage();
  await prepare(page);
  await openJob(setting, page, setting.million);
  const opened = await page.evaluate(() => window.bench.opened(1_000_000));
  const scroll = await page.evaluate(() => window.bench.scroll(180));
  const end = await page.evaluate(() => window.bench.jump('G', 'exited with 0'));
  const start = await page.evaluate(() => window.bench.jump('g', 'Build system information'));
  const line = await page.evaluate(() => window.bench.toLine(500_000));
  const server = await page.evaluate(
    (job) => window.bench.searchServer(`v3/job/${job}/log/search?q=item%20999999`),
    setting.million,
  );
  const typed = await page.evaluate(() => window.bench.search('did item 777777'));
  await page.close();
  return {
    'first rows': ms(opened.first, 1000),
    'whole log': ms(opened.whole, 1000),
    'scroll frame p95': ms(scroll.p95, 20),
    'scroll frames over 34 ms': { value: scroll.long, unit: 'count' },
    'jump to the end': ms(end, 100),
    'jump to the start': ms(start, 100),
    'jump to a line': ms(line, 100),
    'search on the server': ms(server, 1000),
    'typed to found': ms(typed, 1000),
  };
}

async function live(setting: Setting): Promise<Figures> {
  await setting.api.post(`/v3/job/${setting.live}/restart`);
  await until('it runs', async () =>
    (await stateOf(setting.api, setting.live)) === 'started' ? true : undefined,
  );
  const page = await setting.visitor.newPage();
  await prepare(page);
  await openJob(setting, page, setting.live);
  const typing = await typeWhileLive(page);
  await passed(setting.api, setting.live);
  const missing = await page.evaluate((lines) => window.bench.missing(lines), LIVE_LINES);
  await page.close();
  return {
    'live: keys lost': { value: typing.lost, unit: 'count', budget: 0 },
    'live: key to frame p95': ms(typing.p95, 100),
    'live: frame p95': ms(typing.frameP95, 34),
    'live: lines missing': { value: missing, unit: 'count', budget: 0 },
  };
}

export const bench: Bench = {
  name: 'log-page',
  summary: 'the page of a job with a million lines, in Chromium',
  setUp,
  round: async (context) => ({
    ...(await finished(context as Setting)),
    ...(await live(context as Setting)),
  }),
  async tearDown(context) {
    const { browser, platform, folder } = context as Setting;
    await browser.close();
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  },
};
