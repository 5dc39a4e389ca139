/** A small ingress controller: looks at the cluster again and again, and tells nginx what has changed. Runs on the node. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openReader } from './reader.js';
import { render, type Found, type Ingress, type Service } from './render.js';

interface Secret {
  readonly metadata: Service['metadata'];
  readonly data?: Readonly<Record<string, string>>;
}

const LOOK_MS = 1000;
const [folder = '', address = '', kubeconfig = ''] = process.argv.slice(2);
const list = await openReader(kubeconfig);

/** Not waited for by its pipes: the one that stays has them too. */
async function nginx(...words: readonly string[]): Promise<number> {
  const config = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'];
  const child = spawn('nginx', [...config, ...words], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number];
  return code;
}

/** Certificate and key in one file, by namespace and name. */
async function certificates(): Promise<ReadonlyMap<string, string>> {
  const secrets = await list<Secret>('/api/v1/secrets?fieldSelector=type%3Dkubernetes.io%2Ftls');
  const files = secrets.map(async ({ metadata, data = {} }) => {
    const file = join(folder, `${metadata.namespace}-${metadata.name}.pem`);
    const text = ['tls.crt', 'tls.key'].map((key) => Buffer.from(data[key] ?? '', 'base64'));
    await writeFile(file, text.join('\n'), { mode: 0o600 });
    return [`${metadata.namespace}/${metadata.name}`, file] as const;
  });
  return new Map(await Promise.all(files));
}

async function look(): Promise<string> {
  const [ingresses, services, known] = await Promise.all([
    list<Ingress>('/apis/networking.k8s.io/v1/ingresses'),
    list<Service>('/api/v1/services'),
    certificates(),
  ]);
  const found: Found = { ingresses, services };
  return render(found, {
    folder,
    address,
    certificate: (namespace, secret) => known.get(`${namespace}/${secret}`),
  });
}

await mkdir(folder, { recursive: true });
let last = '';
for (;;) {
  try {
    const text = await look();
    if (text !== last) {
      await writeFile(join(folder, 'nginx.conf'), text);
      // It may run from before this loop was killed.
      if ((await nginx('-s', 'reload')) !== 0) await nginx();
      last = text;
    }
  } catch (error) {
    // The API server may be away: nginx goes on with what it knows.
    console.error((error as Error).message);
  }
  await wait(LOOK_MS);
}
