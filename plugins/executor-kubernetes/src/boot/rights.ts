import type { ClusterClient, Right } from '../client/client.js';

/** All that a worker does in the namespaces of jobs: the role in the guide gives this and nothing else. */
export const RIGHTS: readonly Right[] = [
  ...['create', 'get', 'list', 'watch', 'delete'].map((verb) => ({ verb, resource: 'pods' })),
  // A WebSocket begins with a GET, which servers before 1.35 take for `get`; later ones ask for `create` as well.
  ...['create', 'get'].map((verb) => ({ verb, resource: 'pods', subresource: 'exec' })),
  { verb: 'get', resource: 'pods', subresource: 'log' },
  { verb: 'list', resource: 'events' },
];
/** Only where registries need credentials. */
export const SECRET_RIGHTS: readonly Right[] = [{ verb: 'create', resource: 'secrets' }];

/** Which rights are missing, as `kubectl auth can-i` would be asked: `create pods/exec in turnpike-jobs`. */
export async function missingRights(
  client: ClusterClient,
  namespaces: readonly string[],
  rights: readonly Right[],
): Promise<readonly string[]> {
  const asked = namespaces.flatMap((namespace) => rights.map((right) => ({ namespace, right })));
  const answers = await Promise.all(
    asked.map(({ namespace, right }) => client.mayI(namespace, right)),
  );
  return asked
    .filter((_one, i) => !answers[i])
    .map(({ namespace, right }) => `${wordsOf(right)} in ${namespace}`);
}

function wordsOf({ verb, resource, subresource }: Right): string {
  return `${verb} ${resource}${subresource ? `/${subresource}` : ''}`;
}
