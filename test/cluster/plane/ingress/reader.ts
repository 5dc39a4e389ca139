/** Lists of objects, over one connection: a kubectl a look would cost a third of a processor. */
import { readFile } from 'node:fs/promises';
import { Agent, get } from 'node:https';

interface Kubeconfig {
  readonly clusters: readonly [
    {
      readonly cluster: { readonly server: string; readonly 'certificate-authority-data': string };
    },
  ];
  readonly users: readonly [
    {
      readonly user: {
        readonly 'client-certificate-data': string;
        readonly 'client-key-data': string;
      };
    },
  ];
}
export type ListObjects = <T>(path: string) => Promise<readonly T[]>;

const PATIENCE_MS = 10_000;
const decode = (text: string): Buffer => Buffer.from(text, 'base64');

/** With a configuration as the cluster writes it: one cluster, one user, all in the file. */
export async function openReader(kubeconfig: string): Promise<ListObjects> {
  const config = JSON.parse(await readFile(kubeconfig, 'utf8')) as Kubeconfig;
  const [{ cluster }] = config.clusters;
  const [{ user }] = config.users;
  const agent = new Agent({
    keepAlive: true,
    ca: decode(cluster['certificate-authority-data']),
    cert: decode(user['client-certificate-data']),
    key: decode(user['client-key-data']),
  });
  return async <T>(path: string) => {
    const text = await read(`${cluster.server}${path}`, agent);
    return (JSON.parse(text) as { readonly items: readonly T[] }).items;
  };
}

function read(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = get(url, { agent, timeout: PATIENCE_MS }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (answer.statusCode === 200) resolve(text);
        else reject(new Error(`${url} answers ${answer.statusCode}: ${text}`));
      });
    });
    asked.on('timeout', () => asked.destroy(new Error(`${url} does not answer`)));
    asked.on('error', reject);
  });
}
