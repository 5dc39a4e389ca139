/** A whole platform in one process, as an operator starts it, and one repository to send deliveries of. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiClient } from '../../support/api-client.js';
import { cliAccess, startProcess, type PlatformProcess } from '../../support/process.js';
import { makeProject, type Project } from '../../support/project.js';
import { hookTarget, pushDelivery } from '../../support/push-delivery.js';
import { createHttpReader, poll, type HttpReader } from './http-reader.js';

export interface DeliveryPlatform {
  readonly platform: PlatformProcess;
  readonly pid: number;
  readonly folder: string;
  readonly token: string;
  readonly http: HttpReader;
  /** Commits a script and answers its sha; no event comes of it but what `deliver` sends. */
  commit(script: string): string;
  /** Sends the delivery of a push. Resolves when it was accepted. */
  deliver(sha: string): Promise<void>;
  /** Ids of builds and of jobs are given in order, one job a build: those of the next delivery. */
  readonly lastId: number;
  /** Lag of the event loop since the last call; only with `lag`. */
  lag(): Promise<Lag>;
  stop(): Promise<void>;
}
export interface Lag {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface DeliveryPlatformOptions {
  readonly slots?: number;
  readonly lag?: boolean;
  readonly config?: Readonly<Record<string, unknown>>;
}

const FINAL = new Set(['passed', 'failed', 'errored', 'canceled']);

export const benchConfig = (slots: number): Readonly<Record<string, unknown>> => ({
  // A reader that polls every 10 ms is more than one person.
  http: { port: 0, ratePerMinute: 1_000_000 },
  // Nothing but what is delivered is to be built.
  'vcs-git': { pollSeconds: 3600 },
  limits: { logBytes: 1_000_000_000 },
  worker: { slots },
});

export async function startDeliveryPlatform(
  options: DeliveryPlatformOptions = {},
): Promise<DeliveryPlatform> {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-bench-'));
  chmodSync(folder, 0o755);
  const lagFile = join(folder, 'lag.json');
  const preload = new URL('loop-lag.mjs', import.meta.url).href;
  const platform = await startProcess({
    name: 'bench',
    folder,
    config: { ...benchConfig(options.slots ?? 4), ...options.config },
    env: options.lag ? { NODE_OPTIONS: `--import ${preload}`, TURNPIKE_BENCH_LAG: lagFile } : {},
  });
  process.once('exit', () => platform.child.kill('SIGKILL'));
  const { token } = await cliAccess(platform.dataDir);
  const http = createHttpReader(platform.url, token);
  const project = makeProject(folder);
  commitQuietly(project, 'true');
  const added = { clone_url: project.path, slug: 'bench/project', install_hook: true };
  await apiClient(platform.url, token).post('/v3/repos', added);
  const hook = hookTarget(project.path);
  // Pushing must not tell of itself: the bench sends the deliveries.
  rmSync(join(project.path, 'hooks', 'post-receive'));
  // Adding a repository builds what it has.
  await poll('the first build', () => endOf({ http }, 1));
  let lastId = 1;
  let pushes = 0;
  return {
    platform,
    pid: platform.child.pid ?? 0,
    folder,
    token,
    http,
    commit: (script) => commitQuietly(project, script),
    async deliver(sha) {
      // The same commit twice on one branch is one push: each goes to a branch of its own.
      const push = pushDelivery(hook, `bench-${(pushes += 1)}`, sha);
      const { status } = await http.post(hook.url, push.body, push.headers);
      if (status !== 202) throw new Error(`the delivery was answered with ${status}`);
      lastId += 1;
    },
    get lastId() {
      return lastId;
    },
    async lag() {
      rmSync(lagFile, { force: true });
      platform.child.kill('SIGUSR2');
      return poll('the lag', async () => {
        try {
          return JSON.parse(readFileSync(lagFile, 'utf8')) as Lag;
        } catch {
          return undefined;
        }
      });
    },
    async stop() {
      http.close();
      await platform.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function commitQuietly(project: Project, script: string): string {
  const yml = { language: 'shell', git: { clone: false }, script };
  return project.push({ '.travis.yml': JSON.stringify(yml) }, 'Bench');
}

/** One look at a build: its state where it is final. Throws when it did not pass. */
export async function endOf(
  { http }: Pick<DeliveryPlatform, 'http'>,
  id: number,
): Promise<string | undefined> {
  const { status, body } = await http.get(`/v3/build/${id}`);
  if (status === 404) return undefined;
  if (status !== 200) throw new Error(`build ${id}: ${status}`);
  const { state } = JSON.parse(body.toString()) as { state: string };
  if (!FINAL.has(state)) return undefined;
  if (state !== 'passed') throw new Error(`build ${id} has ${state}`);
  return state;
}

/** Has the log of a job a whole line? */
export async function firstLine(
  { http }: Pick<DeliveryPlatform, 'http'>,
  job: number,
): Promise<true | undefined> {
  const { status, body } = await http.get(`/v3/job/${job}/log.txt`);
  return status === 200 && body.includes(10) ? true : undefined;
}
