/** Values of what the roles stand on: image, database, broker, secrets, files. */
import { z } from 'zod';
import { count, flag, open, pairs, part, text, texts } from './common.js';
import { podShape } from './role-values.js';

export const pullPolicy = z
  .enum(['Always', 'IfNotPresent', 'Never'])
  .describe('When it is pulled.');
export const imageShape = {
  registry: text('Registry; `global.imageRegistry` goes before.'),
  repository: text('Repository.'),
  tag: text('Tag; empty: the version of the chart’s product.'),
  digest: text('Digest (`sha256:…`), before any tag.'),
  pullPolicy,
};

export const image = part(imageShape, 'Image of the server.');

export const database = part(
  {
    url: text('postgres://…; it goes into a Secret.'),
    existingSecret: text('Secret that holds the address.'),
    existingSecretKey: text('Its key.'),
    trial: part(
      {
        ...podShape,
        enabled: flag('Run a PostgreSQL of one pod, for trials: no copies, no backups.'),
        image: part(imageShape, 'Image of PostgreSQL.'),
        storage: text('Size of its claim.'),
        storageClass: text('Storage class of its claim.'),
        user: text('User.'),
        database: text('Database.'),
        password: text('Password; empty: one is made.'),
      },
      'A small PostgreSQL.',
    ),
  },
  'PostgreSQL. Needed by `mode: split`; `mode: single` keeps SQLite without it.',
);

export const broker = part(
  {
    embedded: flag('Run the product’s own broker (in `mode: split` as a role).'),
    url: text('mqtt:// or mqtts:// address of yours.'),
    user: text('User of the roles at yours.'),
    password: text('Their password; it goes into a Secret.'),
    existingSecret: text(
      'Secret with `url`, `user`, `password`, `worker-user`, `worker-password`.',
    ),
    caConfigMap: text('ConfigMap whose `ca.crt` signed the broker’s certificate.'),
  },
  'MQTT broker.',
);

export const secrets = part(
  {
    create: flag('A Job has the product make them once, in a Secret that is never overwritten.'),
    existingSecret: text('Secret of yours, with the keys below.'),
    keys: part(
      {
        encryption: text('Key of the key that seals settings.'),
        signing: text('Key of the RSA key, PEM, that signs webhooks.'),
        roles: text('Key of the secret that the roles share.'),
        worker: text('Key of the workers’ token.'),
      },
      'Names of its keys.',
    ),
    annotations: pairs('Annotations of pods that use it, for operators that restart on change.'),
  },
  'Secrets of the platform.',
);

const store = z.enum(['fs', 's3']);
export const storage = part(
  {
    logs: part({ store: store.describe('Where logs are kept.') }, 'Logs.'),
    files: part(
      { store: store.describe('Where caches, workspaces, artifacts are kept.') },
      'Files.',
    ),
    s3: part(
      {
        endpoint: text('Address of the service; empty: AWS.'),
        publicEndpoint: text('Address for browsers and jobs, where it is another.'),
        bucket: text('Bucket.'),
        prefix: text('Prefix of all keys.'),
        region: text('Region.'),
        pathStyle: flag('The bucket in the path, not in the name of the host.'),
        existingSecret: text(
          'Secret with `access-key` and `secret-key`; empty: the pods’ identity.',
        ),
        serviceAccountAnnotations: pairs('Annotations of the service accounts that use it.'),
        caConfigMap: text('ConfigMap whose `ca.crt` signed its certificate.'),
        config: open('More keys of `store-s3`.'),
      },
      'S3-compatible storage.',
    ),
  },
  'Logs and files.',
);

const door = { enabled: flag('Make it.'), annotations: pairs('Annotations.') };
export const ingress = part(
  {
    ...door,
    className: text('Ingress class.'),
    host: text('Name of the host.'),
    path: text('Path below which everything is; `baseUrl` must have it too.'),
    tls: z.array(z.unknown()).describe('TLS entries as Kubernetes has them.'),
    hosts: part(
      {
        ...{ web: text('As `host`.'), api: text('A name for the API alone.') },
        ...{ listener: text('A name for deliveries alone.'), hub: text('For workers elsewhere.') },
        ...{
          logs: text('For workers elsewhere.'),
          build: text('Workers compile: nothing is there.'),
        },
      },
      'Names of single roles; those of hub and logs only with `exposeInternal`.',
    ),
    exposeInternal: flag('Open hub and logs for workers outside of the cluster.'),
  },
  'Ingress.',
);

export const gateway = part(
  {
    ...door,
    parentRefs: z.array(z.unknown()).describe('Gateways.'),
    hostnames: texts('Names of the host; empty: that of `ingress.host` or `baseUrl`.'),
  },
  'HTTPRoute of the Gateway API.',
);

const labels = pairs('More labels, such as Prometheus selects by.');
export const metrics = part(
  {
    serviceMonitor: part(
      { enabled: flag('Make ServiceMonitors.'), interval: text('How often.'), labels },
      'ServiceMonitors.',
    ),
    podMonitor: part(
      { enabled: flag('Make a PodMonitor of the workers.'), interval: text('How often.'), labels },
      'PodMonitor.',
    ),
    prometheusRule: part({ enabled: flag('Make alerts.'), labels }, 'Alerts.'),
  },
  'What Prometheus’ operator takes.',
);

const provider = part(
  { existingSecret: text('Secret with `token` and `webhook-secret`, either may be absent.') },
  'A code host.',
);
export const providers = part({ github: provider }, 'Code hosts; more of them in `config`.');

export const test = part(
  { timeoutSeconds: count('How long `helm test` waits for all roles.') },
  '`helm test`.',
);
