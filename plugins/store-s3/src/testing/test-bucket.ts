/** Stores on a real bucket, each bucket a new one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Clock, Logger } from '@turnpike/sdk';
import type { S3Server, S3User } from '../../../../test/support/s3-server.js';
import { openBucket, type Bucket } from '../bucket.js';
import { Config } from '../config.js';
import { createS3LogStore, type S3LogStore, type S3LogStoreOptions } from '../logs/s3-log-store.js';
import { createSpool } from '../logs/spool.js';

const clock: Clock = {
  monotonic: () => performance.now(),
  now: () => Date.now(),
  sleep: (ms, signal) => setTimeout(ms, undefined, signal ? { signal } : {}),
};

/** Keeps what is said. */
export function listeningLogger(): Logger & { readonly said: string[] } {
  const said: string[] = [];
  const say = (_fields: unknown, message: string): void => void said.push(message);
  const logger = {
    ...{ said, debug: say, info: say, warn: say, error: say },
    child: () => logger,
  };
  return logger;
}

export interface TestBucket {
  readonly bucket: Bucket;
  readonly said: readonly string[];
  /** Another process: over the same bucket, without the memory, with a disk of its own unless one is named. */
  logs(options?: Partial<S3LogStoreOptions> & { readonly disk?: string }): Promise<S3LogStore>;
  /** A folder for the spool of a process that is to be killed. */
  disk(): Promise<string>;
  dispose(): Promise<void>;
}

export async function testBucket(
  server: S3Server,
  options: {
    readonly name?: string;
    readonly endpoint?: string;
    readonly user?: S3User;
    readonly settings?: Partial<Config>;
  } = {},
): Promise<TestBucket> {
  const name = options.name ?? (await server.bucket());
  const { accessKey, secretKey } = options.user ?? server.root;
  const endpoint = options.endpoint ?? server.endpoint;
  const config = Config.parse({
    bucket: name,
    endpoint,
    accessKey,
    secretKey,
    ...options.settings,
  });
  const bucket = openBucket({ ...config, bucket: name }, {}, clock);
  const log = listeningLogger();
  const folders: string[] = [];
  const stores: S3LogStore[] = [];
  async function disk(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'turnpike-spool-'));
    folders.push(folder);
    return folder;
  }
  return {
    bucket,
    said: log.said,
    disk,
    async logs({ disk: folder, ...given } = {}) {
      const at = folder ?? (await disk());
      const { objects, prefix } = bucket;
      const spool = createSpool(async () => at, config.spoolBytes);
      const store = createS3LogStore({
        objects,
        prefix,
        spool,
        clock,
        log,
        patienceMs: 2_000,
        ...given,
      });
      stores.push(store);
      return store;
    },
    async dispose() {
      for (const store of stores) await store.close();
      bucket.close();
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  };
}
