/** helm on the cluster that stands. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../support/root.js';
import { run } from '../plane/shell.js';
import type { Cluster } from './cluster.js';

const chart = join(root, 'config/helm/turnpike');

export interface Helm {
  /** What `helm` prints. Throws with all that it says. */
  (...args: readonly string[]): Promise<string>;
  /** Installs the chart of this clone, or upgrades what is there; returns when all of it is ready. */
  install(release: string, namespace: string, ...values: readonly object[]): Promise<string>;
  /** The same, and does not wait. */
  begin(release: string, namespace: string, ...values: readonly object[]): Promise<string>;
}

export function helmOf({ state, kubeconfig }: Cluster): Helm {
  const home = mkdtempSync(join(tmpdir(), 'turnpike-helm-'));
  process.on('exit', () => rmSync(home, { recursive: true, force: true }));
  const env = { PATH: process.env['PATH'], HOME: home, KUBECONFIG: kubeconfig };
  const helm = (...args: readonly string[]): Promise<string> =>
    run(join(state.binaries.clients, 'helm'), args, { env });
  let files = 0;
  const fileOf = (values: object): string => {
    const file = join(home, `values-${(files += 1)}.json`);
    writeFileSync(file, JSON.stringify(values), { mode: 0o600 });
    return file;
  };
  const upgrade = (release: string, namespace: string, values: readonly object[]) => [
    ...['upgrade', '--install', release, chart, '--namespace', namespace],
    ...values.flatMap((one) => ['--values', fileOf(one)]),
  ];
  return Object.assign(helm, {
    install: (release: string, namespace: string, ...values: readonly object[]) =>
      helm(...upgrade(release, namespace, values), '--wait', '--timeout', '5m'),
    begin: (release: string, namespace: string, ...values: readonly object[]) =>
      helm(...upgrade(release, namespace, values)),
  });
}
