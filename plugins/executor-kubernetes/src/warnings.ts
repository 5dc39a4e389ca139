import type { KubernetesConfig } from './config.js';

/** What is not isolated, in plain words, for boot messages and the system page. */
export function warningsOf({
  profile,
  hostUsers,
  images,
  namespace,
}: KubernetesConfig): readonly string[] {
  return [
    'Jobs reach what the network of the cluster lets them reach: apply the NetworkPolicy of `turnpike manifests`, and check that your network enforces policies.',
    ...(profile === 'privileged'
      ? ['Jobs run privileged: each of them can do on its node whatever root can.']
      : []),
    ...(profile === 'root' && hostUsers
      ? [
          'Root in a job is root of its node once it breaks out of its container: set `executor-kubernetes.hostUsers: false` where the nodes can.',
        ]
      : []),
    ...(images.pullPolicy === 'IfNotPresent' || images.pullPolicy === 'Never'
      ? [
          'A job can use every image that its node has, private ones of others included (executor-kubernetes.images.pullPolicy).',
        ]
      : []),
    ...(namespace.fork === namespace.full
      ? ['Pull requests from forks run in the same namespace as all other jobs.']
      : []),
  ];
}
