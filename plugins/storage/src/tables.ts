/** What is known of each file: the only way to it, so nothing that a job sends becomes a path on the disk. */
import type { Migration, PrivateTable, PrivateTables, Trust } from '@turnpike/sdk';

export type ObjectKind = 'cache' | 'workspace' | 'artifact';

export interface StoredObject {
  readonly [column: string]: unknown;
  readonly id: number;
  /** Unique: kind, whose it is, and name. */
  readonly address: string;
  readonly kind: ObjectKind;
  readonly repositoryId: number;
  /** Of a cache: the build that wrote it last. */
  readonly buildId: number;
  readonly jobId: number;
  readonly trust: Trust;
  /** Of a cache: the branch, or `PR.<number>`; else empty. */
  readonly label: string;
  readonly name: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  /** Name of the file; each upload has its own. */
  readonly file: string;
  /** Milliseconds since 1970 by the database's clock, as `usedAt`. */
  readonly storedAt: number;
  readonly usedAt: number;
}
/** What went by itself: so that people are told instead of finding nothing. */
export interface RemovedObject extends Pick<
  StoredObject,
  | 'id'
  | 'address'
  | 'kind'
  | 'repositoryId'
  | 'buildId'
  | 'jobId'
  | 'label'
  | 'name'
  | 'bytes'
  | 'sha256'
  | 'storedAt'
> {
  readonly [column: string]: unknown;
  readonly removedAt: number;
  /** Member of the configuration that it went by; `amount`: what that said then. */
  readonly setting: string;
  /** As written: days may be a fraction. */
  readonly amount: string;
}
export type Removals = PrivateTable<RemovedObject>;
export type Objects = PrivateTable<StoredObject>;

export const migrations: readonly Migration[] = [
  {
    name: '0001-create-objects',
    async up(tools) {
      await tools.createTable(
        'objects',
        {
          id: { type: 'id' },
          address: { type: 'text', unique: true },
          kind: { type: 'text' },
          repositoryId: { type: 'integer' },
          buildId: { type: 'integer' },
          jobId: { type: 'integer' },
          trust: { type: 'text' },
          label: { type: 'text' },
          name: { type: 'text' },
          bytes: { type: 'integer' },
          sha256: { type: 'text' },
          file: { type: 'text', unique: true },
          storedAt: { type: 'time' },
          usedAt: { type: 'time' },
        },
        [
          ['kind', 'repositoryId'],
          ['kind', 'usedAt'],
          ['buildId', 'kind'],
        ],
      );
    },
  },
  {
    name: '0002-create-removals',
    async up(tools) {
      await tools.createTable(
        'removals',
        {
          id: { type: 'id' },
          address: { type: 'text', unique: true },
          kind: { type: 'text' },
          repositoryId: { type: 'integer' },
          buildId: { type: 'integer' },
          jobId: { type: 'integer' },
          label: { type: 'text' },
          name: { type: 'text' },
          bytes: { type: 'integer' },
          sha256: { type: 'text' },
          storedAt: { type: 'time' },
          removedAt: { type: 'time' },
          setting: { type: 'text' },
          amount: { type: 'text' },
        },
        [['kind', 'repositoryId'], ['buildId', 'kind'], ['removedAt']],
      );
    },
  },
];

export function openRemovals(tables: PrivateTables): Removals {
  return tables.table<RemovedObject>('removals');
}

export function openObjects(tables: PrivateTables): Objects {
  return tables.table<StoredObject>('objects');
}
