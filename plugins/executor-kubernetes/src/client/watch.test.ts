import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeCluster, type FakeCluster } from '../testing/fake-cluster.js';
import { realClock, silentLog } from '../testing/parts.js';
import { createHttp } from './http.js';
import type { Pod } from './resources.js';
import { watch } from './watch.js';

let cluster: FakeCluster;
let stop: AbortController;
beforeEach(async () => {
  cluster = await startFakeCluster();
  cluster.byHand = () => true;
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort();
  await cluster.close();
});

function add(name: string, labels: Readonly<Record<string, string>> = { app: 'mine' }): void {
  cluster.store.create('pods', 'jobs', { kind: 'Pod', metadata: { name, labels } });
}
/** Follows, and answers what is known now. */
function follow(silenceMs = 60_000): {
  readonly known: Map<string, string>;
  readonly restarts: string[];
} {
  const known = new Map<string, string>();
  const restarts: string[] = [];
  const versionOf = ({ metadata }: Pod): string => metadata.resourceVersion ?? '';
  void watch<Pod>({
    http: createHttp(cluster.access),
    path: '/api/v1/namespaces/jobs/pods',
    query: `labelSelector=${encodeURIComponent('app=mine')}`,
    clock: realClock,
    log: silentLog,
    signal: stop.signal,
    silenceMs,
    onList(pods) {
      known.clear();
      for (const pod of pods) known.set(pod.metadata.name, versionOf(pod));
    },
    onChange(type, pod) {
      if (type === 'DELETED') known.delete(pod.metadata.name);
      else known.set(pod.metadata.name, versionOf(pod));
    },
    onRestart: (why) => void restarts.push(why),
  });
  return { known, restarts };
}
const truth = (): object =>
  Object.fromEntries(
    cluster
      .pods()
      .filter(({ metadata }) => metadata.labels?.['app'] === 'mine')
      .map((pod) => [pod.metadata.name, pod.metadata.resourceVersion]),
  );
const lists = (): number => cluster.calls.filter((call) => /limit=/.test(call)).length;

it('tells what there is, and what changes, of its own kind only', async () => {
  add('before');
  add('foreign', { app: 'theirs' });
  const { known } = follow();
  await expect.poll(() => [...known.keys()]).toEqual(['before']);
  add('after');
  cluster.store.remove('pods', 'jobs', 'before');
  await expect.poll(() => [...known.keys()]).toEqual(['after']);
});

describe('a stream that is cut', () => {
  it('at any byte loses nothing and tells nothing twice', async () => {
    let bytes = 0;
    // Each connection lives for some bytes more than the one before: headers, lines, and every place within them.
    cluster.fault = (call) =>
      call.includes('watch=true') ? { bytes: 150 + (bytes += 37) } : undefined;
    const { known } = follow();
    for (let number = 0; number < 40; number++) {
      add(`pod-${number}`);
      if (number % 3 === 0) cluster.store.remove('pods', 'jobs', `pod-${number - 1}`);
      await wait(5);
    }
    await expect.poll(() => Object.fromEntries(known)).toEqual(truth());
    expect(lists()).toBe(1);
  });
  it('while the server is away goes on where it was', async () => {
    const { known } = follow();
    add('one');
    await expect.poll(() => known.has('one')).toBe(true);
    await cluster.away();
    add('two');
    cluster.store.remove('pods', 'jobs', 'one');
    await wait(200);
    await cluster.back();
    await expect.poll(() => [...known.keys()]).toEqual(['two']);
    expect(lists()).toBe(1);
  });
});

it('that is silent is begun anew', async () => {
  let watches = 0;
  cluster.fault = (call) => (call.includes('watch=true') && ++watches === 1 ? 'silent' : undefined);
  const { known } = follow(200);
  await expect.poll(() => watches).toBeGreaterThan(1);
  add('late');
  await expect.poll(() => known.has('late')).toBe(true);
});

it('lists again what the server has forgotten', async () => {
  const { known, restarts } = follow();
  add('one');
  await expect.poll(() => known.has('one')).toBe(true);
  await cluster.away();
  cluster.store.remove('pods', 'jobs', 'one');
  add('two');
  cluster.store.compact();
  await cluster.back();
  await expect.poll(() => [...known.keys()]).toEqual(['two']);
  expect(restarts).toContain('expired');
});

it('waits where it is refused, and then goes on', async () => {
  let refused = 0;
  cluster.fault = () => (refused++ < 3 ? { status: 429, retryAfter: 1 } : undefined);
  add('one');
  const { known } = follow();
  await expect.poll(() => known.has('one')).toBe(true);
});
