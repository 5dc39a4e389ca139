/** S3 servers for tests: versitygw, which refuses what it should. On loopback, its files in a folder that goes with it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goInstall } from './go-tool.js';
import { freePort } from './mosquitto.js';
import { findTool } from './tool-room.js';

export interface S3User {
  readonly accessKey: string;
  readonly secretKey: string;
}
export interface S3Server {
  readonly endpoint: string;
  readonly root: S3User;
  /** May do nothing until a policy of a bucket says so. */
  readonly user: S3User;
  /** Where the buckets are: folders, with objects as files. */
  readonly folder: string;
  /** Makes an empty bucket. */
  bucket(): Promise<string>;
  /** Says what `user` may do in a bucket. */
  policy(bucket: string, statements: readonly object[]): Promise<void>;
  /** It goes away at once, as a crash does. */
  kill(): Promise<void>;
  /** It comes back on the same port. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

export const versitygw = goInstall({
  name: 'versitygw',
  version: 'v1.8.0',
  packages: ['github.com/versity/versitygw/cmd/versitygw'],
});

/** undefined, with a visible reason, where the server cannot be had; with `CI` set that is an error. */
export async function startS3(): Promise<S3Server | undefined> {
  const tool = await findTool(versitygw);
  return tool === undefined ? undefined : startVersitygw(join(tool, 'versitygw'));
}

const secret = (): string => randomBytes(12).toString('hex');

async function startVersitygw(binary: string): Promise<S3Server> {
  const folder = await mkdtemp(join(tmpdir(), 'turnpike-s3-'));
  const [data, users, sidecar] = ['data', 'users', 'sidecar'].map((name) => join(folder, name));
  for (const path of [data, users, sidecar]) await mkdir(path!);
  const root = { accessKey: 'root', secretKey: secret() };
  const user = { accessKey: 'turnpike', secretKey: secret() };
  await writeFile(join(users!, 'users.json'), JSON.stringify(accounts(user)), { mode: 0o600 });
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let buckets = 0;

  async function start(): Promise<void> {
    const options = ['--port', `127.0.0.1:${port}`, '--iam-dir', users!, '--quiet', '--keep-alive'];
    child = spawn(binary, [...options, 'posix', '--sidecar', sidecar!, data!], {
      stdio: 'ignore',
      env: { ROOT_ACCESS_KEY_ID: root.accessKey, ROOT_SECRET_ACCESS_KEY: root.secretKey },
    });
    await untilAnswering(endpoint, child);
  }
  async function kill(): Promise<void> {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await ended;
  }
  async function asRoot(method: string, path: string, body?: string): Promise<void> {
    const { signedHeaders, sha256 } = await import('../../plugins/store-s3/src/wire/sign.js');
    const [name = '', search = ''] = path.split('?');
    const query = search === '' ? {} : { [search]: '' };
    const { host, ...headers } = signedHeaders(
      { method, host: new URL(endpoint).host, path: name, query, headers: {} },
      sha256(body ?? ''),
      { credentials: root, region: 'us-east-1', service: 's3', at: new Date() },
    );
    const answer = await fetch(`${endpoint}${path}`, {
      method,
      headers,
      ...(body ? { body } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${host} said ${await answer.text()}`);
  }

  await start();
  return {
    ...{ endpoint, root, user, folder: data!, kill, start },
    async bucket() {
      const name = `bucket-${(buckets += 1)}`;
      await asRoot('PUT', `/${name}`);
      return name;
    },
    async policy(bucket, statements) {
      const Statement = statements.map((statement) => ({
        ...{ Effect: 'Allow', Principal: { AWS: [user.accessKey] } },
        ...statement,
      }));
      const policy = { Version: '2012-10-17', Statement };
      await asRoot('PUT', `/${bucket}?policy`, JSON.stringify(policy));
    },
    async remove() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const accounts = ({ accessKey, secretKey }: S3User) => ({
  accessAccounts: {
    [accessKey]: {
      ...{ access: accessKey, secret: secretKey, role: 'user' },
      ...{ userID: 0, groupID: 0, projectID: 0 },
    },
  },
});

async function untilAnswering(endpoint: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 2_400; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`the S3 server ended with ${child.exitCode}`);
    const status = await fetch(endpoint).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the S3 server does not answer');
}
