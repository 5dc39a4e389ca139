/** The chart's templates: the same bytes each time, taken by helm, and what values lead to. */
import { describe, expect, it } from 'vitest';
import {
  hasHelm,
  lint,
  manifestsOf,
  named,
  notes,
  ofKind,
  podsOf,
  refusal,
  render,
  renderText,
  sets,
  type Manifest,
} from './support/chart.js';

const split = { mode: 'split', database: { url: 'postgres://db/turnpike' } };

describe.skipIf(!hasHelm).each(Object.entries(sets))(
  'the chart with the values %s',
  (_, values) => {
    it('is rendered to the same bytes twice', () => {
      const once = renderText(values);
      expect(renderText(values)).toBe(once);
      expect(manifestsOf(once).length).toBeGreaterThan(5);
    });

    it('passes helm’s own lint', () => {
      expect(lint(values)).toContain('0 chart(s) failed');
    });

    it.each(['1.25.0', '1.25.4-eks-1', '1.37.2'])('is rendered for Kubernetes %s', (version) => {
      expect(renderText(values, '--kube-version', version)).toBe(renderText(values));
    });

    it('names each object once, and keeps to what names may be', () => {
      const names = render(values).map(
        ({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''} ${metadata.name}`,
      );
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/ [a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])$/);
    });

    it('has a Service for every pod that a Service names, on a port that it has', () => {
      const manifests = render(values);
      const pods = podsOf(manifests);
      for (const { metadata, spec } of ofKind(manifests, 'Service')) {
        const chosen = pods.filter(({ labels }) =>
          Object.entries(spec.selector).every(([key, value]) => labels[key] === value),
        );
        expect(chosen.length, metadata.name).toBe(1);
        const ports = chosen[0]!.pod.containers.flatMap((one: Manifest) => one.ports ?? []);
        const portNames = ports.map((port: Manifest) => port.name);
        for (const port of spec.ports) expect(portNames).toContain(port.targetPort);
      }
    });

    it('lets selectors choose their own pods', () => {
      for (const { kind, metadata, spec } of render(values)) {
        const selector = spec?.selector?.matchLabels;
        if (!['Deployment', 'StatefulSet'].includes(kind)) continue;
        expect(spec.template.metadata.labels, metadata.name).toMatchObject(selector);
        expect(Object.keys(selector).toSorted()).toEqual([
          'app.kubernetes.io/component',
          'app.kubernetes.io/instance',
          'app.kubernetes.io/name',
        ]);
      }
    });

    it('has notes', () => {
      expect(notes(values)).toContain('Address: http');
    });
  },
);

describe.skipIf(!hasHelm)('values', () => {
  it('of defaults hold for every role, those of a role for it alone', () => {
    const made = render({
      ...split,
      defaults: { nodeSelector: { a: 'b' }, replicas: 2, pdb: { enabled: true } },
      logs: { replicas: 1 },
      storageRole: { replicas: 1 },
      brokerRole: { replicas: 1 },
      hub: { replicas: 0, nodeSelector: { c: 'd' }, pdb: { enabled: false } },
      worker: { slots: 7, executor: 'local' },
    });
    const deployments = ofKind(made, 'Deployment');
    expect(deployments).toHaveLength(12);
    for (const { metadata, spec } of deployments) {
      const isHub = metadata.name.endsWith('-hub');
      const isAlone = /-(logs|storage|broker)$/.test(metadata.name);
      expect(spec.replicas, metadata.name).toBe(isHub ? 0 : isAlone ? 1 : 2);
      expect(spec.template.spec.nodeSelector).toEqual({ a: 'b', ...(isHub ? { c: 'd' } : {}) });
      const budgets = ofKind(made, 'PodDisruptionBudget').map((one) => one.metadata.name);
      expect(budgets.includes(metadata.name), metadata.name).toBe(!isHub && !isAlone);
    }
  });

  it('of autoscaling leave replicas to what scales', () => {
    const made = render({
      ...split,
      api: { replicas: 3, autoscaling: { enabled: true, maxReplicas: 9 } },
      worker: {
        executor: 'local',
        keda: { enabled: true, prometheusAddress: 'http://prometheus' },
      },
    });
    expect(named(made, 'Deployment', 'ci-turnpike-api').spec).not.toHaveProperty('replicas');
    expect(named(made, 'StatefulSet', 'ci-turnpike-worker').spec).not.toHaveProperty('replicas');
    expect(named(made, 'Deployment', 'ci-turnpike-web').spec.replicas).toBe(1);
    const { spec } = named(made, 'HorizontalPodAutoscaler', 'ci-turnpike-api');
    expect(spec).toMatchObject({ minReplicas: 2, maxReplicas: 9 });
    const scaled = named(made, 'ScaledObject', 'ci-turnpike-worker').spec;
    expect(scaled.scaleTargetRef).toMatchObject({
      kind: 'StatefulSet',
      name: 'ci-turnpike-worker',
    });
    expect(scaled.triggers[0].metadata.query).toContain('queue=~"builds\\\\.linux"');
  });

  it('of common labels stay out of selectors and of what cannot change', () => {
    const plain = render(split);
    const labelled = render({ ...split, commonLabels: { team: 'x' }, nameOverride: '' });
    for (const [i, one] of labelled.entries()) {
      expect(one.metadata.labels?.team ?? 'x').toBe('x');
      expect(one.spec?.selector).toEqual(plain[i].spec?.selector);
    }
  });

  it('of `config` change the pods that read it', () => {
    const checksum = (values: object): string =>
      named(render({ ...split, ...values }), 'Deployment', 'ci-turnpike-hub').spec.template.metadata
        .annotations['checksum/config'];
    expect(checksum({})).toBe(checksum({ fullnameOverride: '' }));
    expect(checksum({ config: { hub: { maxResets: 9 } } })).not.toBe(checksum({}));
    expect(checksum({ database: { url: 'postgres://other/turnpike' } })).not.toBe(checksum({}));
    expect(checksum({ api: { config: { api: { public: true } } } })).toBe(checksum({}));
  });

  it('of jobs give rights in the namespaces of jobs only', () => {
    const made = render(sets['kubernetes']!);
    const roles = ofKind(made, 'Role').filter(({ metadata }) => !/secrets$/.test(metadata.name));
    expect(roles.map((one) => one.metadata.namespace)).toEqual(['builds-jobs', 'ci-forks']);
    expect(ofKind(made, 'ClusterRole')).toEqual([]);
    for (const { subjects } of ofKind(made, 'RoleBinding').slice(0, 2))
      expect(subjects.map((one: Manifest) => one.name)).toEqual([
        'ci-turnpike-worker-small',
        'ci-turnpike-worker-large',
      ]);
    const withToken = podsOf(made).filter(({ pod }) => pod.automountServiceAccountToken !== false);
    expect(withToken.map(({ owner }) => owner)).toEqual([
      'StatefulSet ci-turnpike-worker-small',
      'StatefulSet ci-turnpike-worker-large',
      'Job ci-turnpike-create-secrets',
    ]);
  });

  it.each([
    ['a split without a database', { mode: 'split' }, 'database.trial.enabled: true'],
    ['two pods on one disk', { ...split, logs: { replicas: 2 } }, 'storage.logs.store: s3'],
    ['two single pods', { single: { replicas: 2 } }, 'mode: split has a Deployment a role'],
    ['pools in one pod', { worker: { pools: [{ name: 'a' }] } }, 'worker.pools needs mode: split'],
    ['no broker', { ...split, broker: { embedded: false } }, 'broker.existingSecret'],
    ['no secrets', { secrets: { create: false } }, 'needs secrets.existingSecret'],
    ['a gateway of nobody', { gateway: { enabled: true } }, 'needs gateway.parentRefs'],
    [
      'KEDA without a figure',
      { ...split, worker: { keda: { enabled: true } } },
      'prometheusAddress',
    ],
    ['S3 without a bucket', { storage: { logs: { store: 's3' } } }, 'needs storage.s3.bucket'],
    [
      'jobs beside the platform',
      { worker: { executor: 'kubernetes' }, jobs: { namespace: 'builds' } },
      'jobs.allowSameNamespace: true',
    ],
  ])('that cannot be are refused with the way out: %s', (_name, values, words) => {
    expect(refusal(values)).toContain(words);
  });

  it('of the ingress lead each path to the role that answers there', () => {
    const { spec } = ofKind(render(sets['split']!), 'Ingress')[0];
    const backends = spec.rules[0].http.paths.map((one: Manifest) => [
      one.path,
      one.backend.service.name.replace('ci-turnpike-', ''),
    ]);
    expect(Object.fromEntries(backends)).toEqual({
      '/': 'web',
      '/v3': 'api',
      '/v3/build': 'storage',
      '/v3/repo': 'storage',
      '/schema': 'api',
      '/storage': 'storage',
      '/hooks': 'listener',
      '/live': 'live',
      '/app/turnpike': 'live',
      '/api/pusher': 'live',
      '/api': 'storage',
    });
    const below = ofKind(render(sets['own-services']!), 'HTTPRoute')[0].spec;
    expect(below.hostnames).toEqual(['ci.example.com']);
    expect(below.rules.map((one: Manifest) => one.matches[0].path.value)).toContain('/ci/hooks');
  });

  it('at the top that nobody knows are taken, and told', () => {
    expect(notes({ foo: { bar: 1 }, global: { foo: 'bar' } })).toContain(
      'does not know, at the top of the values: foo\n',
    );
    expect(notes({ global: { foo: 'bar' } })).not.toContain('does not know');
  });
});
