/** What the platform's pods may do, what they are told, and where secrets stand. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { turnpike } from '../support/process.js';
import {
  hasHelm,
  manifestsOf,
  ofKind,
  podsOf,
  render,
  renderText,
  sets,
  type Manifest,
  type Values,
} from './support/chart.js';

/** Pod Security `restricted`, field by field. Answers what it would refuse. */
function restrictedProblems(pod: Manifest): readonly string[] {
  const all = [...(pod.initContainers ?? []), ...pod.containers];
  const volumes = ['configMap', 'secret', 'emptyDir', 'persistentVolumeClaim', 'projected', 'csi'];
  const problems = [
    ...['hostNetwork', 'hostPID', 'hostIPC'].filter((key) => pod[key] === true),
    ...(pod.volumes ?? []).flatMap((volume: Manifest) =>
      Object.keys(volume).filter((key) => key !== 'name' && !volumes.includes(key)),
    ),
  ];
  for (const { name, securityContext: own = {}, ports = [] } of all) {
    const of = (key: string): Manifest => own[key] ?? pod.securityContext?.[key];
    if (of('runAsNonRoot') !== true) problems.push(`${name}: runAsNonRoot`);
    if (!(of('runAsUser') > 0)) problems.push(`${name}: runAsUser`);
    if (of('seccompProfile')?.type !== 'RuntimeDefault') problems.push(`${name}: seccomp`);
    if (own.allowPrivilegeEscalation !== false) problems.push(`${name}: escalation`);
    if (own.privileged) problems.push(`${name}: privileged`);
    if (!own.capabilities?.drop?.includes('ALL')) problems.push(`${name}: capabilities`);
    if (own.capabilities?.add) problems.push(`${name}: added capabilities`);
    if (ports.some((port: Manifest) => port.hostPort)) problems.push(`${name}: hostPort`);
  }
  return problems;
}

it('finds what the level restricted refuses', () => {
  const bad = {
    hostNetwork: true,
    volumes: [{ name: 'x', hostPath: { path: '/' } }],
    containers: [{ name: 'a', securityContext: { capabilities: { add: ['SYS_ADMIN'] } } }],
  };
  expect(restrictedProblems(bad)).toEqual([
    ...['hostNetwork', 'hostPath', 'a: runAsNonRoot', 'a: runAsUser', 'a: seccomp'],
    ...['a: escalation', 'a: capabilities', 'a: added capabilities'],
  ]);
});

describe.skipIf(!hasHelm).each(Object.entries(sets))('with the values %s', (_, values) => {
  const manifests = hasHelm ? render(values) : [];
  const pods = podsOf(manifests);

  it('every pod fits Pod Security restricted', () => {
    expect(pods.length).toBeGreaterThan(1);
    for (const { owner, pod } of pods) expect(restrictedProblems(pod), owner).toEqual([]);
  });

  it('ours have a root that cannot be written', () => {
    for (const { owner, pod } of pods)
      for (const container of pod.containers.filter((one: Manifest) => one.name !== 'beside'))
        expect(container.securityContext.readOnlyRootFilesystem, owner).toBe(true);
  });

  it('no variable comes from Services, and a token only where pods are started or secrets made', () => {
    for (const { owner, pod } of pods) {
      expect(pod.enableServiceLinks, owner).toBe(false);
      const asks = /create-secrets$/.test(owner) || startsPods(owner, manifests);
      expect(pod.automountServiceAccountToken ?? true, owner).toBe(asks);
    }
  });

  it('no secret among the values stands in any object in plain words', () => {
    expect(renderText(values)).not.toContain('s3cret');
  });

  it('secrets come to containers by reference only', () => {
    for (const { owner, pod } of pods)
      for (const { env = [] } of pod.containers)
        for (const one of env.filter((each: Manifest) =>
          /PASSWORD|TOKEN|SECRET|_KEY/.test(each.name),
        ))
          expect(one.valueFrom?.secretKeyRef, `${owner} ${one.name}`).toBeTruthy();
  });

  it('configuration is a Secret, and no ConfigMap of ours is made', () => {
    const maps = ofKind(manifests, 'ConfigMap').filter((one) => !/extra/.test(one.metadata.name));
    expect(maps).toEqual([]);
  });

  it('workers get neither the database nor the secret of the roles nor the key', () => {
    const workers = pods.filter(({ owner }) => /-worker/.test(owner));
    for (const { owner, pod } of workers) {
      const told = JSON.stringify(pod);
      for (const word of ['DATABASE', 'TOKENS_ROLE', 'encryption', 'role-password', 'signing'])
        expect(told, owner).not.toContain(word);
      expect(pod.containers[0].args, owner).toContain('--set=database.url=none');
    }
  });

  it('an ingress leads to no service of the inside', () => {
    const text = JSON.stringify([
      ...ofKind(manifests, 'Ingress'),
      ...ofKind(manifests, 'HTTPRoute'),
    ]);
    expect(text).not.toMatch(/-(hub|logs|gatekeeper|scheduler|tasks|cron|broker|postgresql)"/);
    expect(text).not.toMatch(/(hub|logs|build)\.example\.com/);
  });
});

function startsPods(owner: string, manifests: readonly Manifest[]): boolean {
  const name = owner.split(' ')[1];
  return ofKind(manifests, 'RoleBinding').some(
    ({ metadata, subjects }) =>
      /-jobs$/.test(metadata.name) && subjects.some((one: Manifest) => one.name === name),
  );
}

it.skipIf(!hasHelm)(
  'the role of workers is that of `turnpike manifests`, right for right',
  () => {
    const rights = (role: Manifest): readonly string[] =>
      role.rules
        .flatMap(({ resources, verbs }: Manifest) =>
          resources.flatMap((what: string) => verbs.map((verb: string) => `${verb} ${what}`)),
        )
        .toSorted();
    const printed = execFileSync(process.execPath, [turnpike, 'manifests'], { encoding: 'utf8' });
    const [wanted] = ofKind(manifestsOf(printed), 'Role');
    const ours = ofKind(render(sets['kubernetes']!), 'Role').filter(({ metadata }) =>
      metadata.name.endsWith('-jobs'),
    );
    expect(ours).toHaveLength(2);
    for (const role of ours) expect(rights(role)).toEqual(rights(wanted));
  },
  120_000,
);

describe.skipIf(!hasHelm)('the policy of jobs', () => {
  const policy = (values: Values): Manifest =>
    ofKind(render(values), 'NetworkPolicy').find((one) => /-jobs$/.test(one.metadata.name));

  it('lets nothing in, and out to names, the internet and the storage only', () => {
    const { spec } = policy(sets['kubernetes']!);
    expect(spec).toMatchObject({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
    });
    const [dns, internet, storage, ...more] = spec.egress;
    expect(dns.ports.map((one: Manifest) => one.port)).toEqual([53, 53]);
    expect(internet.to[0].ipBlock.except).toEqual(
      expect.arrayContaining(['10.0.0.0/8', '169.254.0.0/16']),
    );
    expect(storage.to[0].podSelector.matchLabels['app.kubernetes.io/component']).toBe('storage');
    expect(more).toEqual([]);
  });

  it('can be left out, and is told then', () => {
    const values = {
      worker: { executor: 'kubernetes' },
      jobs: { networkPolicy: { enabled: false } },
    };
    expect(policy(values)).toBeUndefined();
  });
});
