/** Who speaks to the API server, with which certificate. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { API_URL, type Layout } from './layout.js';

/** Where that of a certificate lies. */
export const kubeconfigOf = (layout: Layout, certificate: string): string =>
  certificate === 'admin' ? layout.kubeconfig : join(layout.folder, `${certificate}.kubeconfig`);

/** Writes one with all in it, so that it may be copied elsewhere. JSON is YAML. */
export async function writeKubeconfig(layout: Layout, certificate: string): Promise<void> {
  const data = async (file: string): Promise<string> =>
    (await readFile(join(layout.certificates, file))).toString('base64');
  const name = layout.name;
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name, cluster: { server: API_URL, 'certificate-authority-data': await data('ca.crt') } },
    ],
    users: [
      {
        name: certificate,
        user: {
          'client-certificate-data': await data(`${certificate}.crt`),
          'client-key-data': await data(`${certificate}.key`),
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: certificate } }],
    'current-context': name,
  };
  await writeFile(kubeconfigOf(layout, certificate), JSON.stringify(config, null, 2), {
    mode: 0o600,
  });
}
