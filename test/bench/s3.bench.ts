/** Logs on S3 (versitygw on loopback), beside the bare server: taken, sealed, read by lines, live at another process. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '../../core/src/log/silent-logger.js';
import { systemClock } from '../../core/src/host/system-clock.js';
import { openBucket, type Bucket } from '../../plugins/store-s3/src/bucket.js';
import { Config } from '../../plugins/store-s3/src/config.js';
import { createS3LogStore, type S3LogStore } from '../../plugins/store-s3/src/logs/s3-log-store.js';
import { createSpool } from '../../plugins/store-s3/src/logs/spool.js';
import { startS3, type S3Server } from '../support/s3-server.js';
import { startTearingProxy, type TearingProxy } from '../support/tearing-proxy.js';
import { percentile, type Bench, type Figures } from './harness.js';

const LINE_BYTES = 60;
const LINES = 1_000_000;
const APPEND_BYTES = 1_000_000;
const LIVE_LINES = 200;

interface Setting {
  readonly server: S3Server;
  readonly proxy: TearingProxy;
  readonly folder: string;
  readonly bucket: Bucket;
  readonly text: Buffer;
  readonly stores: S3LogStore[];
  job: number;
}

async function processOf({ bucket, folder, stores }: Setting): Promise<S3LogStore> {
  const at = join(folder, String(stores.length));
  const spool = createSpool(async () => at, Number.MAX_SAFE_INTEGER);
  const { objects, prefix } = bucket;
  const store = createS3LogStore({ objects, prefix, spool, clock: systemClock, log: silentLogger });
  stores.push(store);
  return store;
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [number, T]> {
  const begin = performance.now();
  const value = await work();
  return [performance.now() - begin, value];
}

async function bare({ bucket, text }: Setting): Promise<number> {
  const parts = Array.from({ length: 8 }, (_, part) =>
    text.subarray((part * text.length) / 8, ((part + 1) * text.length) / 8),
  );
  const [ms] = await timed(async () => {
    for (const [part, body] of parts.entries()) await bucket.objects.put(`bare/${part}`, body);
  });
  return ms;
}

/** Each line is one append; how long until another process has it. */
async function live(setting: Setting, writer: S3LogStore): Promise<readonly number[]> {
  const reader = await processOf(setting);
  const log = { jobId: (setting.job += 1), run: 1 };
  const times: number[] = [];
  for (let line = 0; line < LIVE_LINES; line += 1) {
    const end = (line + 1) * LINE_BYTES;
    const [ms] = await timed(async () => {
      await writer.append(log, line * LINE_BYTES, setting.text.subarray(end - LINE_BYTES, end));
      for await (const _block of writer.read(log, { kind: 'bytes', from: end - LINE_BYTES }));
    });
    times.push(ms);
  }
  await writer.sync(log);
  if ((await reader.end(log))?.end !== LIVE_LINES * LINE_BYTES)
    throw new Error('lines are missing');
  return times.toSorted((a, b) => a - b);
}

export const bench: Bench = {
  name: 's3',
  summary: 'logs on S3: 60 MB taken, sealed, a hundred lines of it; what live lines cost',
  async setUp(): Promise<Setting> {
    const server = await startS3();
    if (!server) throw new Error('versitygw is not to be had here');
    const proxy = await startTearingProxy(server.endpoint);
    const { accessKey, secretKey } = server.root;
    const name = await server.bucket();
    const config = Config.parse({ bucket: name, endpoint: proxy.url, accessKey, secretKey });
    const text = Buffer.from(
      Array.from(
        { length: LINES },
        (_, at) => `${String(at + 1).padEnd(LINE_BYTES - 1, '.')}\n`,
      ).join(''),
    );
    return {
      ...{ server, proxy, text, stores: [], job: 0 },
      folder: await mkdtemp(join(tmpdir(), 'turnpike-bench-s3-')),
      bucket: openBucket({ ...config, bucket: name }, {}, systemClock),
    };
  },
  async round(context): Promise<Figures> {
    const setting = context as Setting;
    const { text, proxy } = setting;
    const writer = await processOf(setting);
    const log = { jobId: (setting.job += 1), run: 1 };
    const [takenMs] = await timed(async () => {
      for (let at = 0; at < text.length; at += APPEND_BYTES)
        await writer.append(log, at, text.subarray(at, at + APPEND_BYTES));
      await writer.sync(log);
    });
    const [sealedMs] = await timed(() => writer.seal(log));
    const other = await processOf(setting);
    proxy.forget();
    const [linesMs] = await timed(async () => {
      for await (const _block of other.read(log, { kind: 'lines', from: 400_000, to: 400_099 }));
    });
    const rangeBytes = proxy.answeredBytes;
    const times = await live(setting, writer);
    return {
      barePut: { value: (await bare(setting)) / 1_000, unit: 's' },
      takenAndStored: { value: takenMs / 1_000, unit: 's' },
      sealed: { value: sealedMs / 1_000, unit: 's' },
      hundredLines: { value: linesMs, unit: 'ms', budget: 300 },
      hundredLinesRead: { value: rangeBytes / 1_048_576, unit: 'MB', budget: 2 },
      liveLineP50: { value: percentile(times, 50), unit: 'ms' },
      liveLineP99: { value: percentile(times, 99), unit: 'ms', budget: 100 },
    };
  },
  async tearDown(context) {
    const { stores, bucket, proxy, server, folder } = context as Setting;
    for (const store of stores) await store.close();
    bucket.close();
    await proxy.close();
    await server.remove();
    await rm(folder, { recursive: true, force: true });
  },
};
