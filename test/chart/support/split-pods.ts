/** All pods of `mode: split` as processes of this machine, each told by the chart what it is told in a cluster. */
import { join } from 'node:path';
import { freePort } from '../../support/mosquitto.js';
import { boot, type Booted } from './booted.js';
import { ofKind, render, type Manifest, type Values } from './chart.js';
import { mountPod, secretsOf, serversOf, type Secrets } from './mounted.js';

export interface SplitPods {
  /** By role, or name of a pool of workers. */
  readonly pods: ReadonlyMap<string, Booted>;
  /** Where the chart's Ingress leads this path. */
  at(path: string): string;
  /** Of a role. */
  dataDir(role: string): string;
  stop(): Promise<ReadonlyMap<string, number | null>>;
}

const RELEASE = 'ci-turnpike';

/** `given`: Secrets that are not of the chart, by their names. */
export async function startSplitPods(
  folder: string,
  values: Values,
  given: Secrets,
): Promise<SplitPods> {
  const manifests = render(values);
  const servers = serversOf(manifests).map((one) => ({ ...one, role: roleOf(one.owner) }));
  const ports = new Map<string, number>();
  for (const { role } of servers) ports.set(role, await freePort());
  const broker = await freePort();
  const addresses = new Map([[`${RELEASE}-broker:1883`, `127.0.0.1:${broker}`]]);
  for (const [role, port] of ports)
    addresses.set(`http://${RELEASE}-${role}.builds.svc`, `http://127.0.0.1:${port}`);
  const secrets = secretsOf(manifests, given);
  const pods = new Map(
    servers.map(({ role, pod }) => {
      const place = join(folder, role);
      const mounted = mountPod(pod, secrets, place, addresses);
      const settings: Record<string, number> = { 'http.port': ports.get(role)! };
      if (role === 'broker') settings['broker.listen.port'] = broker;
      return [role, boot(mounted, place, settings)] as const;
    }),
  );
  const rules = rulesOf(manifests);
  return {
    pods,
    at(path) {
      const [, role = ''] = rules.find(([beginning]) => path.startsWith(beginning)) ?? [];
      return `http://127.0.0.1:${ports.get(role)}${path}`;
    },
    dataDir: (role) => join(folder, role, 'data'),
    async stop() {
      for (const pod of pods.values()) pod.kill('SIGTERM');
      const codes = [...pods].map(async ([role, pod]) => [role, await pod.ended] as const);
      return new Map(await Promise.all(codes));
    },
  };
}

const roleOf = (owner: string): string => owner.slice(owner.indexOf(RELEASE) + RELEASE.length + 1);

/** Beginnings of paths and the roles behind, the longest first, as controllers of Ingress take them. */
function rulesOf(manifests: readonly Manifest[]): readonly (readonly [string, string])[] {
  const [{ spec }] = ofKind(manifests, 'Ingress');
  const paths = spec.rules[0].http.paths.map(
    ({ path, backend }: Manifest) =>
      [path, backend.service.name.replace(`${RELEASE}-`, '')] as const,
  );
  return paths.toSorted(
    (a: readonly string[], b: readonly string[]) => b[0]!.length - a[0]!.length,
  );
}
