/** Starts the platform with its sample, logs in by the one-time link, adds repositories; ends it after the tests. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, chromiumPath } from '../../ui/test/chromium.js';
import { CONFIGS, makeRepository, type RepositoryName } from './repositories.js';

export const PASSWORD = 'correct horse battery';
const ROOT = join(import.meta.dirname, '../..');
const START_MS = 300_000;

interface Started {
  readonly process: ChildProcess;
  readonly url: string;
  readonly link: string;
}

function start(dataDir: string): Promise<Started> {
  const child = spawn(
    process.execPath,
    [
      'core/bin/turnpike.js',
      'start',
      '--sample',
      '--set',
      'http.port=0',
      '--set',
      `dataDir=${dataDir}`,
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return new Promise((resolve, reject) => {
    let text = '';
    const late = setTimeout(
      () => reject(new Error(`The platform did not start:\n${text}`)),
      START_MS,
    );
    child.on('exit', (code) => reject(new Error(`The platform ended with ${code}:\n${text}`)));
    child.stdout.on('data', (part: Buffer) => {
      text += part.toString();
      const url = /^ready (\S+)/m.exec(text)?.[1];
      const link = /once: (\S+)/.exec(text)?.[1];
      if (!url || !link || !text.includes('sample build #1 passed')) return;
      clearTimeout(late);
      resolve({ process: child, url, link });
    });
  });
}

async function logIn(link: string, state: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: chromiumPath() ?? 'chromium',
    args: [...CHROMIUM_FLAGS],
  });
  const page = await browser.newPage();
  await page.goto(link);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByRole('heading', { name: 'Repositories' }).waitFor();
  await page.context().storageState({ path: state });
  const { origin } = new URL(link);
  for (const name of Object.keys(CONFIGS) as RepositoryName[]) {
    const clone_url = makeRepository(process.env.TURNPIKE_E2E_FOLDER as string, name);
    const answer = await page.request.post(`${origin}/v3/repos`, {
      data: { clone_url, slug: `e2e/${name}` },
      headers: { origin },
    });
    if (!answer.ok()) throw new Error(`${name} was not added: ${await answer.text()}`);
  }
  await waitForBuilds(page.request, origin);
  await browser.close();
}

type Request = Awaited<
  ReturnType<Awaited<ReturnType<typeof chromium.launch>>['newPage']>
>['request'];

/** Every repository has its first build; the long one has ended. */
async function waitForBuilds(request: Request, origin: string): Promise<void> {
  const ends = Date.now() + START_MS;
  for (;;) {
    const states = new Map<string, string | undefined>();
    const list = await (
      await request.get(`${origin}/v3/repos?include=repository.current_build`)
    ).json();
    for (const { name, current_build: build } of list.repositories) states.set(name, build?.state);
    const first = Object.keys(CONFIGS).every((name) => states.get(name) !== undefined);
    if (
      first &&
      ['long', 'live', 'hostile', 'removed'].every((name) => states.get(name) === 'passed') &&
      states.get('fails') !== 'created' &&
      states.get('fails') !== 'started'
    )
      return;
    if (Date.now() > ends) throw new Error(`No builds: ${JSON.stringify([...states])}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** Returns what ends it. Tests find it by `TURNPIKE_E2E_URL` and the session in `TURNPIKE_E2E_STATE`. */
export async function startPlatform(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-e2e-'));
  chmodSync(folder, 0o755);
  const started = await start(join(folder, 'data'));
  process.env.TURNPIKE_E2E_FOLDER = folder;
  process.env.TURNPIKE_E2E_URL = started.url;
  process.env.TURNPIKE_E2E_STATE = join(folder, 'state.json');
  const stop = async (): Promise<void> => {
    started.process.removeAllListeners('exit');
    const ended = new Promise((resolve) => started.process.once('exit', resolve));
    started.process.kill('SIGTERM');
    setTimeout(() => started.process.kill('SIGKILL'), 20_000).unref();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await logIn(started.link, process.env.TURNPIKE_E2E_STATE);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
