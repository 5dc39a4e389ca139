import { join } from 'node:path';
import { definePlugin, provide, tokens, type PluginContext } from '@turnpike/sdk';
import { backupParts } from './backup-parts.js';
import { openBucket, type Bucket } from './bucket.js';
import { Config } from './config.js';
import { orFault } from './faults.js';
import { createS3FileStore } from './files/s3-file-store.js';
import { createS3LogStore, type S3LogStore } from './logs/s3-log-store.js';
import { createSpool } from './logs/spool.js';
import { createProbe } from './probe/probe.js';
import { endOldUploads } from './sweep.js';

/** One a scope: the same plugin may run in several hosts of a process. */
const running = new WeakMap<AbortSignal, { readonly bucket: Bucket; readonly logs: S3LogStore }>();

export const plugin = definePlugin({
  id: 'store-s3',
  summary: 'Keeps logs, caches, workspaces and artifacts on S3-compatible storage.',
  config: Config,
  permissions: {
    files: [{ setting: 'credentialsFile' }, { setting: 'caFile' }],
    runtime: ['sockets'],
  },
  offers: [tokens.logStores, tokens.fileStores, tokens.factSources],
  provides: (ctx) => {
    const { bucket } = ctx.config;
    return bucket === undefined ? [] : provisions(ctx, { ...ctx.config, bucket });
  },
  backup: backupParts,
  sweep: [
    {
      everySeconds: 30,
      run: async ({ signal }) => running.get(signal)?.logs.sweep(),
    },
    {
      name: 'uploads',
      everySeconds: 3_600,
      async run({ signal, log }) {
        const bucket = running.get(signal)?.bucket;
        if (!bucket) return;
        const ended = await orFault(() => endOldUploads(bucket.objects, bucket.prefix));
        if (ended > 0) log.info({ ended }, 'uploads that were cut off were ended');
      },
    },
  ],
  stop: async ({ signal }) => running.get(signal)?.logs.close(),
});

function provisions(ctx: PluginContext<Config>, config: Config & { readonly bucket: string }) {
  const { clock, log, signal } = ctx;
  const bucket = openBucket(config, process.env, clock);
  const { objects, stranger, prefix, place } = bucket;
  const probe = createProbe({ objects, stranger, prefix, place, log });
  const logs = createS3LogStore({
    ...{ objects, prefix, clock, log, probe: probe.run },
    spool: createSpool(async () => join(await ctx.dataDir(), 'spool'), config.spoolBytes),
    acknowledgeStored: config.acknowledge === 'stored',
  });
  const links = { seconds: config.linkSeconds, leastBytes: config.redirectBytes };
  const files = createS3FileStore({
    ...{ objects, prefix, probe: probe.run },
    ...(config.downloads === 'redirect' ? { links } : {}),
  });
  running.set(signal, { bucket, logs });
  signal.addEventListener('abort', () => void logs.close().finally(() => bucket.close()));
  return [
    provide(tokens.logStores, logs),
    provide(tokens.fileStores, files),
    provide(tokens.factSources, { id: 'store-s3', title: 'S3', look: probe.look }),
  ];
}
