/**
 * The page of a job with a million lines, in Chromium, on a really running platform: how soon it is whole, how it
 * scrolls, jumps and searches; and what typing feels like while a job prints 5,000 lines a second.
 */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, chromiumPath } from '../../ui/test/chromium.js';
import type { Bench, Figure, Figures } from './harness.js';
import { inPage, typeWhileLive } from './support/log-page.js';
import { startBenchPlatform, type BenchPlatform } from './support/platform.js';

const LINES = 1_000_000;
/** Every tenth line has a colour; 55 MB through the terminal. */
const MILLION = `seq ${LINES} | awk '$1 % 10 == 0 { printf "\\033[36mline\\033[0m %d of the long log\\n", $1; next } { printf "2026-11-26T12:00:00Z [info] module-%d: did item %d\\n", $1 % 97, $1 }'`;
/** 100 lines every 20 ms, for ten seconds. */
const LIVE = `for tick in $(seq 500); do seq $((tick * 100)) $((tick * 100 + 99)) | sed 's/^/live line /'; sleep 0.016; done; echo end of the live log`;
const LIVE_LINES = 50_000;

interface Setting {
  readonly platform: BenchPlatform;
  readonly browser: Browser;
  readonly visitor: BrowserContext;
  readonly million: number;
  readonly live: number;
}

async function setUp(): Promise<Setting> {
  const platform = await startBenchPlatform();
  const [million = 0] = await platform.build('million', { script: MILLION });
  const [live = 0] = await platform.build('live', { script: LIVE });
  for (const job of [million, live]) await platform.reaches(job, 'passed');
  const browser = await chromium.launch({
    executablePath: chromiumPath() ?? 'chromium',
    args: [...CHROMIUM_FLAGS],
  });
  const visitor = await logIn(browser, platform);
  return { platform, browser, visitor, million, live };
}

/** By the link that the platform prints at its first start. */
async function logIn(browser: Browser, platform: BenchPlatform): Promise<BrowserContext> {
  const link = /once: (\S+)/.exec(platform.process.output())?.[1];
  if (link === undefined) throw new Error(`No link to log in by:\n${platform.process.output()}`);
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
    await setting.platform.api.get<{ repository: { slug: string } }>(
      `/v3/job/${job}?include=job.repository`,
    )
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
  await setting.platform.api.post(`/v3/job/${setting.live}/restart`);
  await setting.platform.reaches(setting.live, 'started');
  const page = await setting.visitor.newPage();
  await prepare(page);
  await openJob(setting, page, setting.live);
  const typing = await typeWhileLive(page);
  await setting.platform.reaches(setting.live, 'passed');
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
    const { browser, platform } = context as Setting;
    await browser.close();
    await platform.stop();
  },
};
