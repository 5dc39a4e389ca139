/** Secrets as one Secret of Kubernetes: made once, completed later, never overwritten. */
import { TurnpikeError } from '../../contracts/errors.js';
import { askCluster, type ClusterAccess, type ClusterAnswer } from './cluster-access.js';
import type { Made } from './made.js';
import { madeSecrets } from './made-secrets.js';

interface Secret {
  readonly metadata: { readonly resourceVersion: string };
  readonly data?: Readonly<Record<string, string>>;
}

const ATTEMPTS = 5;
const CREATED = 201;
const OK = 200;
const MISSING = 404;
/** Somebody else was first: to make it, or to change it since it was read. */
const CONFLICT = 409;

/** `labels` are set when it is made, and left alone later. */
export async function secretsInCluster(
  access: ClusterAccess,
  name: string,
  labels: Readonly<Record<string, string>>,
): Promise<Made> {
  const path = `/api/v1/namespaces/${encodeURIComponent(access.namespace)}/secrets`;
  const own = `${path}/${encodeURIComponent(name)}`;
  const place = `${access.namespace}/${name}`;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const found = await askCluster(access, { method: 'GET', path: own });
    const { answer, made } =
      found.status === MISSING
        ? await create(access, path, { name, labels })
        : await complete(access, own, expected(found, OK, 'read', place) as Secret);
    if (answer === undefined) return { place, made };
    if (answer.status === CONFLICT) continue;
    expected(answer, answer.status === CREATED ? CREATED : OK, 'write', place);
    return { place, made };
  }
  throw refused('write', place, 'others kept changing it');
}

interface Done {
  /** undefined: nothing was to be done. */
  readonly answer: ClusterAnswer | undefined;
  readonly made: readonly string[];
}

async function create(access: ClusterAccess, path: string, metadata: object): Promise<Done> {
  const stringData = madeSecrets(new Set());
  const body = { apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', stringData };
  const answer = await askCluster(access, { method: 'POST', path, body });
  return { answer, made: Object.keys(stringData) };
}

/** With the version that was read, so that nothing of somebody else's is written over. */
async function complete(access: ClusterAccess, path: string, secret: Secret): Promise<Done> {
  const stringData = madeSecrets(new Set(Object.keys(secret.data ?? {})));
  const made = Object.keys(stringData);
  if (made.length === 0) return { answer: undefined, made };
  const { resourceVersion } = secret.metadata;
  const body = { metadata: { resourceVersion }, stringData };
  return { answer: await askCluster(access, { method: 'PATCH', path, body }), made };
}

function expected(answer: ClusterAnswer, status: number, verb: string, place: string): unknown {
  if (answer.status === status) return answer.body;
  const { message } = (answer.body ?? {}) as { readonly message?: string };
  throw refused(verb, place, message ?? `status ${answer.status}`);
}

function refused(verb: string, place: string, why: string): TurnpikeError {
  return new TurnpikeError(
    'TURNPIKE_ACCESS_DENIED',
    `The cluster does not let this pod ${verb} the Secret ${place}: ${why}`,
    { wayOut: 'Its service account needs create, and get and patch of this one Secret.' },
  );
}
