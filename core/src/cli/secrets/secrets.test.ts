import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeyRing } from '../../secrets/server-key.js';
import type { Io } from '../io.js';
import { runCli } from '../run-cli.js';
import { clusterAccess } from './cluster-access.js';
import { secretsInCluster } from './in-cluster.js';
import { MADE_SECRETS } from './made-secrets.js';

const NAMES = Object.keys(MADE_SECRETS).toSorted();

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'turnpike-made-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function cli(
  ...args: readonly string[]
): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const io: Io = {
    env: {},
    cwd: folder,
    stdin: (async function* () {})(),
    isTerminal: false,
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  };
  return { code: await runCli(args, io), ...said };
}
const init = (...args: readonly string[]) => cli('secrets', 'init', ...args);
const read = (name: string): string => readFileSync(join(folder, 'made', name), 'utf8');

describe('turnpike secrets init --folder', () => {
  it('makes files that the product takes, for their owner only', async () => {
    expect(await init('--folder', 'made')).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(join(folder, 'made')).toSorted()).toEqual(NAMES);
    for (const name of NAMES) expect(statSync(join(folder, 'made', name)).mode & 0o777).toBe(0o600);
    expect(openKeyRing(join(folder, 'made', 'encryption-key')).current.bytes).toHaveLength(32);
    expect(createPrivateKey(read('signing-key')).asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(read('role-secret')).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(NAMES.map(read)).size).toBe(NAMES.length);
  });

  it('leaves what is there as it is, and makes what is missing', async () => {
    await init('--folder', 'made');
    const before = NAMES.map(read);
    const again = await init('--folder', 'made', '--json');
    expect(JSON.parse(again.out)).toEqual({ place: join(folder, 'made'), made: [] });
    expect(NAMES.map(read)).toEqual(before);
    rmSync(join(folder, 'made', 'worker-token'));
    expect((await init('--folder', 'made')).out).toContain('made: worker-token\n');
    expect(NAMES.filter((name, i) => read(name) !== before[i])).toEqual(['worker-token']);
  });

  it('makes one of each where several begin at once', async () => {
    const done = await Promise.all([1, 2, 3].map(() => init('--folder', 'made', '--json')));
    const made = done.flatMap(({ out }) => (JSON.parse(out) as { made: string[] }).made);
    expect(made.toSorted()).toEqual(NAMES);
    expect(readdirSync(join(folder, 'made')).toSorted()).toEqual(NAMES);
  });

  it.each([[[]], [['--folder', 'x', '--kubernetes', 'y']]])('asks where: %j', async (args) => {
    expect(await init(...args)).toMatchObject({
      code: expect.any(Number) as number,
      err: expect.stringContaining('Give one of --folder FOLDER and --kubernetes NAME.') as string,
    });
  });

  it('says of a place without a cluster what is missing', async () => {
    const { code, err } = await init('--kubernetes', 'secrets');
    expect(code).not.toBe(0);
    expect(err).toContain('KUBERNETES_SERVICE_HOST is not set');
  });
});

interface Stored {
  readonly metadata: { readonly name: string; readonly labels?: object; resourceVersion: string };
  data: Record<string, string>;
}

interface Sent {
  readonly metadata: {
    readonly name: string;
    readonly labels?: object;
    readonly resourceVersion: string;
  };
  readonly stringData: Record<string, string>;
}

/** Speaks of Secrets as an API server does: versions, conflicts, `stringData`, merge patches, over TLS. */
class Api {
  readonly secrets = new Map<string, Stored>();
  readonly asked: string[] = [];
  /** Runs before a request is answered: what somebody else does at that moment. */
  meanwhile: (() => void) | undefined;
  refuses = '';
  #server: Server | undefined;
  #version = 0;

  put(name: string, given: Record<string, string>, labels?: object): Stored {
    const before = this.secrets.get(name);
    const data = Object.fromEntries(
      Object.entries(given).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
    );
    this.#version += 1;
    const stored = {
      metadata: { name, ...(labels ? { labels } : {}), resourceVersion: String(this.#version) },
      data: { ...before?.data, ...data },
    };
    this.secrets.set(name, stored);
    return stored;
  }

  answer(method: string, path: string, body: Sent): readonly [status: number, body: object] {
    const name = path.split('/').at(-1) ?? '';
    if (this.refuses === method) return [403, { message: `secrets is forbidden: ${method}` }];
    const there = this.secrets.get(name);
    if (method === 'POST') {
      if (this.secrets.has(body.metadata.name)) return [409, { message: 'already exists' }];
      return [201, this.put(body.metadata.name, body.stringData, body.metadata.labels)];
    }
    if (!there) return [404, { message: 'not found' }];
    if (method === 'GET') return [200, there];
    if (body.metadata.resourceVersion !== there.metadata.resourceVersion)
      return [409, { message: 'the object has been modified' }];
    return [200, this.put(name, body.stringData)];
  }

  /** Answers the folder of a service account, and where the server is. */
  async start(): Promise<Record<string, string>> {
    const [key, cert] = [join(folder, 'tls.key'), join(folder, 'ca.crt')];
    const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject];
    execFileSync('openssl', [...args, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    writeFileSync(join(folder, 'token'), 'the-token\n');
    writeFileSync(join(folder, 'namespace'), 'ci');
    const tls = { key: readFileSync(key), cert: readFileSync(cert) };
    this.#server = createServer(tls, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        this.asked.push(`${method} ${url}`);
        const text = Buffer.concat(chunks).toString();
        this.meanwhile?.();
        const [status, body] =
          headers.authorization === 'Bearer the-token'
            ? this.answer(method, url, JSON.parse(text || '{}') as Sent)
            : [401, { message: 'Unauthorized' }];
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      });
    });
    await new Promise<void>((done) => this.#server!.listen(0, '127.0.0.1', done));
    const { port } = this.#server.address() as AddressInfo;
    return { KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: String(port) };
  }

  stop(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }
}

describe('secrets in a cluster', () => {
  let api: Api;
  let env: Record<string, string>;
  beforeEach(async () => {
    api = new Api();
    env = await api.start();
  });
  afterEach(() => api.stop());
  const make = () => secretsInCluster(clusterAccess(env, folder), 'ci-secrets', { a: 'b' });
  const data = (): Record<string, string> => api.secrets.get('ci-secrets')!.data;

  it('are one Secret, made once', async () => {
    expect(await make()).toEqual({ place: 'ci/ci-secrets', made: Object.keys(MADE_SECRETS) });
    expect(Object.keys(data()).toSorted()).toEqual(NAMES);
    expect(api.secrets.get('ci-secrets')!.metadata.labels).toEqual({ a: 'b' });
    const before = { ...data() };
    expect(await make()).toMatchObject({ made: [] });
    expect(data()).toEqual(before);
    const path = '/api/v1/namespaces/ci/secrets';
    expect(api.asked).toEqual([`GET ${path}/ci-secrets`, `POST ${path}`, `GET ${path}/ci-secrets`]);
  });

  it('get what a later version wants beside', async () => {
    api.put('ci-secrets', { 'encryption-key': 'kept', mine: 'too' });
    expect((await make()).made.toSorted()).toEqual(
      NAMES.filter((name) => name !== 'encryption-key'),
    );
    expect(Buffer.from(data()['encryption-key']!, 'base64').toString()).toBe('kept');
    expect(Buffer.from(data()['mine']!, 'base64').toString()).toBe('too');
  });

  it('are those of whoever was first', async () => {
    api.meanwhile = () => {
      if (api.asked.at(-1)?.startsWith('POST'))
        api.put('ci-secrets', { 'encryption-key': 'theirs' });
      if (api.asked.filter((one) => one.startsWith('PATCH')).length === 1)
        api.put('ci-secrets', { 'role-secret': 'theirs' });
    };
    expect((await make()).made).not.toContain('role-secret');
    for (const name of ['encryption-key', 'role-secret'])
      expect(Buffer.from(data()[name]!, 'base64').toString()).toBe('theirs');
  });

  it.each(['GET', 'POST'])('say which right is missing for %s', async (method) => {
    api.refuses = method;
    await expect(make()).rejects.toMatchObject({
      code: 'TURNPIKE_ACCESS_DENIED',
      message: expect.stringContaining(`Secret ci/ci-secrets: secrets is forbidden`) as string,
      details: { wayOut: expect.stringContaining('create, and get and patch') as string },
    });
    expect(api.secrets.size).toBe(0);
  });

  it('say that the cluster does not answer', async () => {
    api.stop();
    await expect(make()).rejects.toMatchObject({ code: 'TURNPIKE_REMOTE_UNAVAILABLE' });
  });

  it('are not given to a server that the cluster’s authority did not sign for', async () => {
    const access = clusterAccess(env, folder);
    const other = join(folder, 'other.crt');
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-subj',
        '/CN=x',
        '-keyout',
        '/dev/null',
        '-out',
        other,
      ],
      { stdio: 'ignore' },
    );
    const ca = readFileSync(other, 'utf8');
    await expect(secretsInCluster({ ...access, ca }, 'ci-secrets', {})).rejects.toMatchObject({
      code: 'TURNPIKE_REMOTE_UNAVAILABLE',
    });
    expect(api.asked).toEqual([]);
  });
});

describe.skipIf(process.getuid?.() !== 0)('a key that belongs to somebody else', () => {
  const NOBODY = 65_534;
  /** As a pod meets it: root's, for the pod's group. */
  async function asNobody<T>(mode: number, work: (file: string) => T): Promise<T> {
    await init('--folder', 'made');
    const file = join(folder, 'made', 'encryption-key');
    for (const path of [folder, join(folder, 'made')]) chmodSync(path, 0o755);
    chownSync(file, 0, NOBODY);
    chmodSync(file, mode);
    process.setegid!(NOBODY);
    process.seteuid!(NOBODY);
    try {
      return work(file);
    } finally {
      process.seteuid!(0);
      process.setegid!(0);
    }
  }

  it('is taken as it is where only a group may read it', async () => {
    await asNobody(0o440, (file) => {
      expect(openKeyRing(file).current.bytes).toHaveLength(32);
      expect(statSync(file).mode & 0o777).toBe(0o440);
    });
  });

  it('is refused where everybody may', async () => {
    await asNobody(0o444, (file) =>
      expect(() => openKeyRing(file).current).toThrow('can be read by everybody'),
    );
  });
});
