/** The proxies of the operator's guide, as their own programs run them: on loopback, with a certificate made for the test. */
import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { freePort, untilListening } from './mosquitto.js';
import { findService } from './services.js';

const run = promisify(execFile);

/** A proxy that listens with TLS for the name of the guide. */
export interface RunningProxy {
  readonly port: number;
  /** What it printed so far. */
  output(): string;
  stop(): Promise<void>;
}

export interface ProxyKind {
  readonly name: string;
  /** Language of its block in the guide. */
  readonly language: string;
  /** undefined: it is not installed. */
  binary(): string | undefined;
  /** `snippet`: as the guide prints it. `upstream`: port of the server, in place of the guide's. */
  start(binary: string, snippet: string, upstream: number): Promise<RunningProxy>;
}

const GUIDE_NAME = 'ci.example.com';
const GUIDE_PORT = '127.0.0.1:3030';

/** Replaces what differs from the guide; throws where the guide does not have it. */
function changed(text: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((done, [from, to]) => {
    if (!done.includes(from)) throw new Error(`The guide's snippet has no ${from}`);
    return done.replaceAll(from, to);
  }, text);
}

async function certificate(
  folder: string,
): Promise<{ readonly cert: string; readonly key: string }> {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', `/CN=${GUIDE_NAME}`, '-addext', `subjectAltName=DNS:${GUIDE_NAME}`];
  const made = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await run('openssl', ['req', ...made, '-keyout', key, '-out', cert, '-days', '2', ...subject]);
  return { cert, key };
}

async function launch(
  folder: string,
  port: number,
  command: readonly string[],
): Promise<RunningProxy> {
  const [program = '', ...args] = command;
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => void (text += part.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const died = ended.then(() => Promise.reject(new Error(`${program} ended: ${text}`)));
  await Promise.race([untilListening(port).then(() => untilTls(port)), died]);
  died.catch(() => undefined);
  return {
    port,
    output: () => text,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Caddy listens before it has made its certificate. */
async function untilTls(port: number): Promise<void> {
  for (let attempt = 0; attempt < 2_400; attempt += 1) {
    const isUp = await new Promise<boolean>((resolve) => {
      const to = { host: '127.0.0.1', port, servername: GUIDE_NAME, rejectUnauthorized: false };
      const socket = connect(to, () => (socket.destroy(), resolve(true)));
      socket.on('error', () => resolve(false));
    });
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`nothing speaks TLS on port ${port}`);
}

const nginx: ProxyKind = {
  name: 'nginx',
  language: 'nginx',
  binary: () => findService('nginx', ['/usr/sbin/nginx', '/usr/bin/nginx']),
  async start(binary, snippet, upstream) {
    const folder = await mkdtemp(join(tmpdir(), 'turnpike-nginx-'));
    const port = await freePort();
    const { cert, key } = await certificate(folder);
    const site = changed(snippet, {
      'listen 443 ssl;': `listen 127.0.0.1:${port} ssl;`,
      '/etc/ssl/ci.example.com.pem': cert,
      '/etc/ssl/private/ci.example.com.key': key,
      [GUIDE_PORT]: `127.0.0.1:${upstream}`,
    });
    await mkdir(join(folder, 'temp'));
    const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((name) => `${name}_temp_path ${folder}/temp/${name};`)
      .join('\n');
    const rest = `daemon off;\n${process.getuid?.() === 0 ? 'user root;' : ''}\npid ${folder}/pid;\nerror_log stderr;`;
    const file = join(folder, 'nginx.conf');
    await writeFile(file, `${rest}\nevents {}\nhttp {\naccess_log off;\n${temp}\n${site}\n}\n`);
    return launch(folder, port, [binary, '-c', file, '-e', 'stderr']);
  },
};

const caddy: ProxyKind = {
  name: 'Caddy',
  language: 'caddy',
  binary: () => findService('Caddy', ['/usr/bin/caddy', '/usr/local/bin/caddy']),
  async start(binary, snippet, upstream) {
    const folder = await mkdtemp(join(tmpdir(), 'turnpike-caddy-'));
    const [port, plain] = [await freePort(), await freePort()];
    // Its own certificates in place of those that it would ask an authority on the internet for.
    const options = ['admin off', 'local_certs', 'skip_install_trust', 'default_bind 127.0.0.1'];
    const ports = [`https_port ${port}`, `http_port ${plain}`, `storage file_system ${folder}`];
    const site = changed(snippet, { [GUIDE_PORT]: `127.0.0.1:${upstream}` });
    const file = join(folder, 'Caddyfile');
    await writeFile(file, `{\n${[...options, ...ports].join('\n')}\n}\n${site}`);
    return launch(folder, port, [binary, 'run', '--config', file, '--adapter', 'caddyfile']);
  },
};

export const PROXIES: readonly ProxyKind[] = [nginx, caddy];
export const PROXY_HOST = GUIDE_NAME;
