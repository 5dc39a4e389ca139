import { startFailure, type JobPayload } from '@turnpike/sdk';
import type { KubernetesConfig, SizeClass } from '../config.js';

/** The size that the job names by `vm: {size: …}`, or the usual one. Throws StartFailure where there is no such. */
export function sizeOf(
  payload: JobPayload,
  { classes, defaultClass }: KubernetesConfig,
): { readonly name: string; readonly size: SizeClass } {
  const name = payload.vm_size ?? sizeInConfig(payload.config['vm']) ?? defaultClass;
  const size = Object.hasOwn(classes, name) ? classes[name] : undefined;
  if (size) return { name, size };
  const known = Object.keys(classes).join(', ');
  throw startFailure(
    'user',
    `There is no size \`${name}\` here. \`vm: {size: …}\` may name one of: ${known}.`,
  );
}

function sizeInConfig(vm: unknown): string | undefined {
  const size = (vm as { size?: unknown } | null | undefined)?.size;
  return typeof size === 'string' ? size : undefined;
}

/** Requests and limits: what may not be exceeded is also what is asked for, so that nobody else pays for it. */
export function resourcesOf({
  cpu,
  cpuLimit,
  memory,
  disk,
  resources = {},
}: Pick<SizeClass, 'cpu' | 'memory' | 'disk'> & Partial<SizeClass>): object {
  const firm = { memory, 'ephemeral-storage': disk, ...resources };
  return {
    requests: { cpu, ...firm },
    limits: { ...(cpuLimit && { cpu: cpuLimit }), ...firm },
  };
}
