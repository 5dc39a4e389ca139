import { EventEmitter } from 'node:events';
import { randomUUID } from 'node:crypto';
import type { Meta } from '../client/resources.js';

/** Anything that the API keeps. */
export interface Kept {
  readonly kind?: string;
  readonly metadata: Meta;
  readonly [key: string]: unknown;
}
export interface Change {
  readonly version: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly kind: string;
  readonly object: Kept;
}

/** Objects with versions, and all changes since the last compaction, as etcd has them. */
export interface FakeStore {
  /** Of one namespace, or of all. */
  list(kind: string, namespace?: string): readonly Kept[];
  get(kind: string, namespace: string, name: string): Kept | undefined;
  /** undefined: there is one. */
  create(kind: string, namespace: string, object: Kept): Kept | undefined;
  update(
    kind: string,
    namespace: string,
    name: string,
    change: (old: Kept) => Kept,
  ): Kept | undefined;
  remove(kind: string, namespace: string, name: string): Kept | undefined;
  readonly version: number;
  /** Changes after a version; undefined: they are forgotten. */
  since(version: number): readonly Change[] | undefined;
  /** Forgets all changes so far. */
  compact(): void;
  readonly changes: EventEmitter<{ change: [Change] }>;
}

export function createFakeStore(): FakeStore {
  const objects = new Map<string, Kept>();
  const changes = new EventEmitter<{ change: [Change] }>();
  changes.setMaxListeners(0);
  let history: Change[] = [];
  let oldest = 0;
  let version = 1;
  const keyOf = (...parts: readonly string[]): string => parts.join('/');

  function put(type: Change['type'], kind: string, key: string, object: Kept): Kept {
    version += 1;
    const metadata = { ...object.metadata, resourceVersion: String(version) };
    const kept = { ...object, metadata };
    if (type === 'DELETED') objects.delete(key);
    else objects.set(key, kept);
    const change: Change = { version, type, kind, object: kept };
    history.push(change);
    changes.emit('change', change);
    return kept;
  }

  return {
    changes,
    get version() {
      return version;
    },
    list(kind, namespace) {
      const start = namespace === undefined ? `${kind}/` : `${kind}/${namespace}/`;
      return [...objects].filter(([key]) => key.startsWith(start)).map(([, one]) => one);
    },
    get: (kind, namespace, name) => objects.get(keyOf(kind, namespace, name)),
    create(kind, namespace, object) {
      const key = keyOf(kind, namespace, object.metadata.name);
      if (objects.has(key)) return undefined;
      const metadata = {
        ...object.metadata,
        namespace,
        uid: randomUUID(),
        creationTimestamp: new Date().toISOString(),
      };
      return put('ADDED', kind, key, { ...object, metadata });
    },
    update(kind, namespace, name, change) {
      const key = keyOf(kind, namespace, name);
      const old = objects.get(key);
      return old && put('MODIFIED', kind, key, change(old));
    },
    remove(kind, namespace, name) {
      const key = keyOf(kind, namespace, name);
      const old = objects.get(key);
      return old && put('DELETED', kind, key, old);
    },
    since: (from) => (from < oldest ? undefined : history.filter((one) => one.version > from)),
    compact() {
      oldest = version + 1;
      version += 1;
      history = [];
    },
  };
}
