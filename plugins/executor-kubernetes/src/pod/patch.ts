import type { KubernetesConfig } from '../config.js';

/** What of a pod's spec the administrator alone decides; keys that are not set are left out. */
export function patchOf({
  podPatch,
}: Pick<KubernetesConfig, 'podPatch'>): Readonly<Record<string, unknown>> {
  const { affinity, topologySpreadConstraints, schedulerName } = podPatch;
  const { dnsPolicy, dnsConfig, preemptionPolicy } = podPatch;
  const places = { affinity, topologySpreadConstraints, schedulerName, preemptionPolicy };
  const set = Object.entries({ ...places, dnsPolicy, dnsConfig });
  return Object.fromEntries(set.filter(([, value]) => value !== undefined));
}
