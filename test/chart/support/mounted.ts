/** A pod's container as it would run: files where they are mounted, variables with what Secrets hold, arguments. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { turnpike } from '../../support/process.js';
import { ofKind, podsOf, type Manifest } from './chart.js';

export interface Mounted {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export type Secrets = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** By name of the Secret, what is in it: those of the chart, and those given. */
export function secretsOf(manifests: readonly Manifest[], given: Secrets): Secrets {
  const own = ofKind(manifests, 'Secret').map(({ metadata, data = {} }) => [
    metadata.name,
    Object.fromEntries(
      Object.entries(data).map(([key, text]) => [
        key,
        Buffer.from(String(text), 'base64').toString(),
      ]),
    ),
  ]);
  return { ...(Object.fromEntries(own) as Secrets), ...given };
}

/**
 * Lays out below `folder` what the pod mounts; absolute paths in files and arguments lead there. `addresses`: what stands
 * in files and variables for each address of the cluster.
 */
export function mountPod(
  pod: Manifest,
  secrets: Secrets,
  folder: string,
  addresses: ReadonlyMap<string, string> = new Map(),
): Mounted {
  const [container] = pod.containers;
  const places = container.volumeMounts.map((one: Manifest) => one.mountPath as string);
  // All at once: the folder itself lies below one of them.
  const known = new RegExp(`(?<![\\w.-])(?:${places.join('|')})(?=[/\\s]|$)`, 'gm');
  const reached = (text: string): string =>
    [...addresses].reduce((now, [there, here]) => now.replaceAll(there, here), text);
  const here = (text: string): string =>
    reached(text).replaceAll(known, (place) => join(folder, place));
  for (const { name, mountPath } of container.volumeMounts) {
    mkdirSync(join(folder, mountPath), { recursive: true });
    const volume = pod.volumes.find((one: Manifest) => one.name === name);
    for (const { key, path } of volume.secret?.items ?? []) {
      const text = secrets[volume.secret.secretName]?.[key];
      if (text === undefined) throw new Error(`${volume.secret.secretName} has no ${key}`);
      writeFileSync(join(folder, mountPath, path), here(text), { mode: 0o600 });
    }
    // Those of whoever installs it: among the Secrets, by their names.
    for (const [key, text] of Object.entries(secrets[volume.configMap?.name] ?? {}))
      writeFileSync(join(folder, mountPath, key), text);
  }
  return {
    args: container.args.map((arg: string) =>
      arg.replace(/=(\/.*)$/, (_, path) => `=${here(path)}`),
    ),
    env: variablesOf(container.env ?? [], secrets),
  };
}

/** As the kubelet does: references to Secrets, then `$(NAME)` of what stands before. */
function variablesOf(env: readonly Manifest[], secrets: Secrets): Record<string, string> {
  const told: Record<string, string> = {};
  for (const { name, value, valueFrom } of env) {
    if (valueFrom?.fieldRef) told[name] = `the-${valueFrom.fieldRef.fieldPath.replace('.', '-')}`;
    const ref = valueFrom?.secretKeyRef;
    const text = ref ? secrets[ref.name]?.[ref.key] : value;
    if (ref && text === undefined && !ref.optional)
      throw new Error(`${ref.name} has no ${ref.key}`);
    if (text !== undefined)
      told[name] = text.replaceAll(/\$\((\w+)\)/g, (all: string, key: string) => told[key] ?? all);
  }
  return told;
}

/** Pods that run the product. */
export const serversOf = (manifests: readonly Manifest[]): ReturnType<typeof podsOf> =>
  podsOf(manifests).filter(({ pod }) => pod.containers[0].args?.[0] === 'start');

/** What the chart's Job has the product make. */
export function madeSecrets(folder: string): Readonly<Record<string, string>> {
  execFileSync(process.execPath, [turnpike, 'secrets', 'init', '--folder', folder]);
  const names = readdirSync(folder);
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
