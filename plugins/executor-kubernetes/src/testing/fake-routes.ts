import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pod } from '../client/resources.js';
import type { FakeCluster } from './fake-cluster.js';
import type { Change, FakeStore, Kept } from './fake-store.js';

/** What the routes work on. */
export interface FakeParts {
  readonly store: FakeStore;
  readonly kubelet: {
    run(pod: Pod): void;
    end(pod: Pod, graceSeconds: number): Promise<void>;
    output(uid: string, container: string): string;
  };
  /** `create pods/exec` → refused. */
  readonly denied: FakeCluster['denied'];
}

const PODS = /^\/api\/v1\/namespaces\/([^/]+)\/(pods|secrets|events)(?:\/([^/]+))?(?:\/(log))?$/;

/** Answers one call, as far as the executor makes it. */
export async function answerCall(
  parts: FakeParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '', 'http://fake');
  const body = await jsonOf(request);
  if (url.pathname === '/version')
    return send(response, 200, { major: '1', minor: '34', gitVersion: 'v1.34.0-fake' });
  if (url.pathname.endsWith('/selfsubjectaccessreviews')) return review(parts, response, body);
  const [, namespace = '', kind = '', name, sub] = PODS.exec(url.pathname) ?? [];
  if (namespace === '') return refuse(response, 404, 'NotFound', `no such path: ${url.pathname}`);
  if (request.method === 'POST')
    return create(parts, response, kind, namespace, body as unknown as Kept);
  if (name === undefined) return list(parts, request, response, kind, namespace, url.searchParams);
  const found = parts.store.get(kind, namespace, name);
  if (!found) return refuse(response, 404, 'NotFound', `${kind} "${name}" not found`);
  if (sub === 'log') {
    const text = parts.kubelet.output(
      found.metadata.uid ?? '',
      url.searchParams.get('container') ?? '',
    );
    return void response.end(text);
  }
  if (request.method === 'GET') return send(response, 200, found);
  return remove(parts, response, kind, found, body);
}

function create(
  parts: FakeParts,
  response: ServerResponse,
  kind: string,
  namespace: string,
  object: Kept,
): void {
  const made = parts.store.create(kind, namespace, object);
  if (!made)
    return refuse(
      response,
      409,
      'AlreadyExists',
      `${kind} "${object.metadata.name}" already exists`,
    );
  if (kind === 'pods') parts.kubelet.run(made as unknown as Pod);
  send(response, 201, made);
}

function remove(
  parts: FakeParts,
  response: ServerResponse,
  kind: string,
  found: Kept,
  body: Readonly<Record<string, unknown>>,
): void {
  const { metadata } = found;
  const { uid } = (body['preconditions'] ?? {}) as { uid?: string };
  if (uid !== undefined && uid !== metadata.uid)
    return refuse(response, 409, 'Conflict', 'the uid is another one');
  const grace = Number(body['gracePeriodSeconds'] ?? 30);
  const marked = parts.store.update(kind, metadata.namespace ?? '', metadata.name, (old) => ({
    ...old,
    metadata: { ...old.metadata, deletionTimestamp: new Date().toISOString() },
  }));
  void parts.kubelet.end(found as unknown as Pod, grace);
  send(response, 200, marked);
}

function list(
  parts: FakeParts,
  request: IncomingMessage,
  response: ServerResponse,
  kind: string,
  namespace: string,
  query: URLSearchParams,
): void {
  const matches = matcherOf(query);
  if (query.get('watch') === 'true')
    return watch(parts, request, response, kind, namespace, query, matches);
  const items = parts.store.list(kind, namespace).filter(matches);
  send(response, 200, {
    kind: 'List',
    metadata: { resourceVersion: String(parts.store.version) },
    items,
  });
}

function watch(
  { store }: FakeParts,
  request: IncomingMessage,
  response: ServerResponse,
  kind: string,
  namespace: string,
  query: URLSearchParams,
  matches: (object: Kept) => boolean,
): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  const missed = store.since(Number(query.get('resourceVersion')));
  const line = (type: string, object: unknown): void =>
    void response.write(`${JSON.stringify({ type, object })}\n`);
  if (!missed) {
    line('ERROR', {
      kind: 'Status',
      code: 410,
      reason: 'Expired',
      message: 'too old resource version',
    });
    return void response.end();
  }
  const tell = (change: Change): void => {
    if (change.kind !== kind || change.object.metadata.namespace !== namespace) return;
    if (matches(change.object)) line(change.type, change.object);
  };
  missed.forEach(tell);
  store.changes.on('change', tell);
  request.socket.once('close', () => store.changes.off('change', tell));
}

function matcherOf(query: URLSearchParams): (object: Kept) => boolean {
  const pairs = (query.get('labelSelector') ?? '')
    .split(',')
    .filter(Boolean)
    .map((one) => one.split('='));
  const [field, value] = (query.get('fieldSelector') ?? '').split('=');
  return (object) => {
    const involved = object['involvedObject'] as { uid?: string } | undefined;
    const isField = field !== 'involvedObject.uid' || involved?.uid === value;
    return isField && pairs.every(([key = '', wanted]) => object.metadata.labels?.[key] === wanted);
  };
}

function review(
  { denied }: FakeParts,
  response: ServerResponse,
  body: Readonly<Record<string, unknown>>,
): void {
  const { resourceAttributes } = body['spec'] as {
    resourceAttributes: { verb: string; resource: string; subresource?: string };
  };
  const { verb, resource, subresource } = resourceAttributes;
  const right = `${verb} ${resource}${subresource ? `/${subresource}` : ''}`;
  send(response, 201, { status: { allowed: !denied.has(right) } });
}

async function jsonOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  let text = '';
  for await (const part of request as AsyncIterable<Buffer>) text += part.toString();
  return (text === '' ? {} : JSON.parse(text)) as Readonly<Record<string, unknown>>;
}

export function refuse(
  response: ServerResponse,
  code: number,
  reason: string,
  message: string,
): void {
  send(response, code, { kind: 'Status', status: 'Failure', code, reason, message });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
