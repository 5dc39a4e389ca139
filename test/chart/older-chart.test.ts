/** Value names of the older chart: mapped, told, or refused with the new name. None is passed over in silence. */
import { describe, expect, it } from 'vitest';
import {
  hasHelm,
  named,
  notes,
  ofKind,
  refusal,
  render,
  sets,
  type Manifest,
} from './support/chart.js';

describe.skipIf(!hasHelm)('the older chart’s values', () => {
  const seed = sets['seed']!;

  it('of the ingress lead to the roles that have names', () => {
    const { metadata, spec } = ofKind(render(seed), 'Ingress')[0];
    expect(metadata.annotations['kubernetes.io/tls-acme']).toBe('true');
    expect(spec.tls).toEqual([{ secretName: 'travis-tls', hosts: ['travis.example.com'] }]);
    expect(spec.rules.map((one: Manifest) => one.host)).toEqual([
      'travis.example.com',
      'api.example.com',
      'listener.example.com',
    ]);
    const opened = { ...seed, ingress: { ...(seed['ingress'] as object), exposeInternal: true } };
    expect(
      ofKind(render(opened), 'Ingress')[0].spec.rules.map((one: Manifest) => one.host),
    ).toEqual([
      ...['travis.example.com', 'api.example.com', 'hub.example.com'],
      ...['listener.example.com', 'logs.example.com'],
    ]);
  });

  it('of PostgreSQL make the small one for trials, with user, password and database', () => {
    const made = render(seed);
    const { env } = named(made, 'StatefulSet', 'ci-turnpike-postgresql').spec.template.spec
      .containers[0];
    const of = Object.fromEntries(env.map((one: Manifest) => [one.name, one]));
    expect(of.POSTGRES_USER.value).toBe('travis');
    expect(of.POSTGRES_DB.value).toBe('travis');
    const { name, key } = of.POSTGRES_PASSWORD.valueFrom.secretKeyRef;
    const kept = Buffer.from(named(made, 'Secret', name).data[key], 'base64').toString();
    expect(kept).toBe('s3cret-of-postgres');
    expect(ofKind(render({ ...seed, postgresql: { enabled: false } }), 'StatefulSet')).toHaveLength(
      1,
    );
  });

  it('of pods are the defaults of all roles', () => {
    const values = {
      ...{ mode: 'split', database: { url: 'postgres://db/x' }, replicaCount: 2 },
      ...{ nodeSelector: { a: 'b' }, tolerations: [{ operator: 'Exists' }], service: { port: 81 } },
      ...{ resources: { requests: { cpu: '1' } }, affinity: { podAffinity: {} } },
    };
    const made = render(values);
    const { spec } = named(made, 'Deployment', 'ci-turnpike-api');
    expect(spec.replicas).toBe(2);
    expect(spec.template.spec).toMatchObject({
      nodeSelector: { a: 'b' },
      tolerations: [{ operator: 'Exists' }],
      affinity: { podAffinity: {} },
    });
    expect(spec.template.spec.containers[0].resources).toEqual({ requests: { cpu: '1' } });
    expect(named(made, 'Service', 'ci-turnpike-api').spec.ports[0].port).toBe(81);
    expect(named(made, 'Deployment', 'ci-turnpike-logs').spec.replicas).toBe(1);
  });

  it('of RabbitMQ are user and password of a broker of one’s own', () => {
    const broker = { embedded: false, url: 'mqtt://broker' };
    const made = render({ ...seed, broker });
    const secret = named(made, 'Secret', 'ci-turnpike-config').data;
    expect(Buffer.from(secret['broker-password'], 'base64').toString()).toBe('s3cret-of-rabbit');
  });

  it('that change nothing are named after an installation', () => {
    const said = notes(seed);
    for (const name of [
      'redis',
      'rabbitmq',
      'travisApi.github',
      'travisLogs.authToken',
      'ingress.hosts.{build',
    ])
      expect(said).toContain(name);
    expect(notes({})).not.toContain('older chart');
  });

  it.each([
    [{ travisWeb: { image: { repository: 'x', tag: 'y' } } }, 'image.repository'],
    [{ travisWorker: { image: { pullPolicy: 'Always' } } }, 'one image for all roles'],
    [{ travisHub: { replicas: 2 } }, 'travisHub.replicas is not a value of this chart'],
    [{ rabbitmq: { ingress: { enabled: true } } }, 'broker.embedded: false'],
    [{ rabbitmq: { persistence: {} } }, 'rabbitmq.persistence is not a value'],
    [{ postgresql: { imageTag: '9.6' } }, 'database.trial.image'],
    [{ postgresql: { replication: {} } }, 'database.url'],
  ])('that would want something else are refused: %j', (values, words) => {
    expect(refusal(values)).toContain(words);
  });
});
