/** A throw-away Gitea on loopback, with its own folder, users and repositories. It tells nothing to a browser's eye: no styles. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { giteaSettings } from './gitea-settings.js';
import { giteaTool } from './gitea-tool.js';
import { freePort } from './mosquitto.js';
import { ordinaryUser } from './ordinary-user.js';
import { findTool } from './tool-room.js';

const run = promisify(execFile);

export interface GiteaUser {
  readonly login: string;
  readonly password: string;
  /** May do all that the user may. */
  readonly token: string;
}
export interface GiteaAnswer<T> {
  readonly status: number;
  readonly body: T;
}
export interface Gitea {
  readonly url: string;
  readonly sshPort: number;
  readonly admin: GiteaUser;
  /** Makes a user. */
  user(login: string): Promise<GiteaUser>;
  /** A call of its API: `POST /user/repos`. */
  call<T>(who: GiteaUser, call: string, body?: unknown): Promise<GiteaAnswer<T>>;
  /** Makes a repository with a commit on `main` that holds these files. */
  repository(who: GiteaUser, name: string, options: NewRepository): Promise<void>;
  /** Commits a file to a branch, which is made where it is not there. Answers the commit. */
  commit(who: GiteaUser, slug: string, file: NewFile): Promise<string>;
  /** It goes away at once, as a crash does. */
  kill(): Promise<void>;
  /** It comes back on the same port. */
  start(): Promise<void>;
  remove(): Promise<void>;
}
export interface NewRepository {
  readonly private?: boolean;
  readonly files: Readonly<Record<string, string>>;
}
export interface NewFile {
  readonly branch: string;
  readonly path: string;
  readonly text: string;
  readonly message?: string;
  /** Where a new branch begins. Default: `main`. */
  readonly from?: string;
}

/** undefined, with a visible reason, where the server cannot be had; with `CI` set that is an error. */
export async function startGitea(): Promise<Gitea | undefined> {
  const tool = await findTool(giteaTool);
  return tool === undefined ? undefined : startIn(tool);
}

async function startIn(tool: string): Promise<Gitea> {
  const folder = await mkdtemp(join(tmpdir(), 'turnpike-gitea-'));
  const [port, sshPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const config = join(folder, 'custom/conf/app.ini');
  const binary = join(tool, 'gitea');
  const user = ordinaryUser(binary);
  const owner = user.id === undefined ? {} : { uid: user.id, gid: user.id };
  const env = { PATH: process.env['PATH'], HOME: folder, USER: 'nobody', GITEA_WORK_DIR: folder };
  const words = (...args: readonly string[]): readonly [string, readonly string[]] => {
    const [command = '', ...rest] = [...user.prefix, binary, '--config', config, ...args];
    return [command, rest];
  };
  let child: ChildProcess | undefined;
  const abandon = (): void => void child?.kill('SIGKILL');

  async function prepare(): Promise<void> {
    await chmod(folder, 0o755);
    await mkdir(join(folder, 'custom/conf'), { recursive: true });
    await mkdir(join(folder, 'data/ssh'), { recursive: true });
    const key = join(folder, 'data/ssh/host.ed25519');
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
    await writeFile(config, giteaSettings({ folder, tool, port, sshPort }));
    if (user.id !== undefined) await run('chown', ['-R', `${user.id}:${user.id}`, folder]);
  }
  async function start(): Promise<void> {
    child = spawn(...words('web'), { stdio: 'ignore', env, cwd: folder, ...owner });
    await untilHealthy(url, child);
  }
  async function kill(): Promise<void> {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await ended;
  }
  async function makeUser(login: string, ...flags: readonly string[]): Promise<GiteaUser> {
    const password = randomBytes(12).toString('hex');
    const [command, args] = words(
      ...['admin', 'user', 'create', '--username', login, '--password', password],
      ...['--email', `${login}@example.test`, '--must-change-password=false'],
      ...['--access-token', '--access-token-scopes', 'all', ...flags],
    );
    const { stdout } = await run(command, [...args], { env, cwd: folder, ...owner });
    const [token] = /\b[0-9a-f]{40}\b/.exec(stdout) ?? [];
    if (token === undefined) throw new Error(`Gitea gave ${login} no token: ${stdout}`);
    return { login, password, token };
  }
  async function call<T>(who: GiteaUser, what: string, body?: unknown): Promise<GiteaAnswer<T>> {
    const [method = '', path = ''] = what.split(' ');
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `token ${who.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? undefined : asJson(text)) as T };
  }
  /** The same, where nothing but success will do. */
  async function must<T>(who: GiteaUser, what: string, body?: unknown): Promise<T> {
    const { status, body: said } = await call<T>(who, what, body);
    if (status >= 300) throw new Error(`Gitea: ${what}: ${status} ${JSON.stringify(said)}`);
    return said;
  }

  await prepare();
  process.once('exit', abandon);
  await start();
  const gitea: Gitea = {
    ...{ url, sshPort, call, kill, start },
    admin: await makeUser('root', '--admin'),
    user: (login) => makeUser(login),
    async repository(who, name, { files, private: hidden = false }) {
      await must(who, 'POST /user/repos', { name, private: hidden, default_branch: 'main' });
      const all = Object.entries(files).map(([path, text]) => ({
        ...{ operation: 'create', path, content: base64(text) },
      }));
      const body = { branch: 'main', message: 'First', files: all };
      await must(who, `POST /repos/${who.login}/${name}/contents`, body);
    },
    async commit(who, slug, { branch, path, text, message = `Change ${path}`, from = 'main' }) {
      const known = await call(who, `GET /repos/${slug}/branches/${branch}`);
      const at = known.status === 200 ? branch : from;
      const old = await call<{ sha: string }>(who, `GET /repos/${slug}/contents/${path}?ref=${at}`);
      const file = {
        ...{ path, content: base64(text), operation: old.status === 200 ? 'update' : 'create' },
        ...(old.status === 200 ? { sha: old.body.sha } : {}),
      };
      const place = known.status === 200 ? { branch } : { branch: from, new_branch: branch };
      const made = await must<{ commit: { sha: string } }>(who, `POST /repos/${slug}/contents`, {
        ...{ ...place, message, files: [file] },
      });
      return made.commit.sha;
    },
    async remove() {
      await kill();
      process.off('exit', abandon);
      await rm(folder, { recursive: true, force: true });
    },
  };
  return gitea;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

function asJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 2_400; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`Gitea ended with ${child.exitCode}`);
    const ok = await fetch(`${url}/api/healthz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('Gitea does not answer');
}
