/** How often a trivial build makes the server wait for the disk, counted by strace over all its processes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Figures } from './harness.js';
import { poll } from './support/http-reader.js';
import {
  endOf,
  startDeliveryPlatform,
  type DeliveryPlatform,
} from './support/delivery-platform.js';
import { processTree } from './support/server-process.js';

const BUILDS = 30;
/** Rows that are written a little later belong to the builds, too. */
const SETTLE_MS = 1_500;
const CALLS = 'fsync,fdatasync,sync,syncfs,msync,sync_file_range,openat,open,io_uring_setup';
const SYNC_CALL = /^(?:\d+ +)?(?:fsync|fdatasync|sync|syncfs|msync|sync_file_range)\(/gm;
/** Files whose every write is a durable one: none are opened, and one would spoil the count. */
const SYNC_OPEN = /open(?:at)?\(.*O_D?SYNC|^(?:\d+ +)?io_uring_setup\(/m;

interface Setting {
  readonly bench: DeliveryPlatform;
  readonly sha: string;
}

async function traced(bench: DeliveryPlatform, work: () => Promise<void>): Promise<string> {
  const file = join(bench.folder, 'strace');
  const pids = processTree(bench.pid).flatMap((pid) => ['-p', String(pid)]);
  const strace = spawn('strace', ['-f', '-qq', '-e', `trace=${CALLS}`, '-o', file, ...pids], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(strace, 'exit');
  const early = ended.then(() => Promise.reject(new Error('strace (Debian: strace) has ended')));
  early.catch(() => undefined);
  await Promise.race([early, new Promise((resolve) => setTimeout(resolve, 1_000))]);
  await work();
  strace.kill('SIGINT');
  await ended;
  const text = readFileSync(file, 'utf8');
  rmSync(file);
  return text;
}

export const bench: Bench = {
  name: 'durable',
  summary: 'durable writes of a trivial build, all processes of the server together',
  async setUp(): Promise<Setting> {
    const bench = await startDeliveryPlatform();
    return { bench, sha: bench.commit('echo hi') };
  },
  async round(context): Promise<Figures> {
    const { bench, sha } = context as Setting;
    const text = await traced(bench, async () => {
      for (let i = 0; i < BUILDS; i += 1) {
        await bench.deliver(sha);
        await poll('the end', () => endOf(bench, bench.lastId));
      }
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    });
    if (SYNC_OPEN.test(text)) throw new Error('a file is written synchronously: not counted');
    const count = text.match(SYNC_CALL)?.length ?? 0;
    return { perBuild: { value: count / BUILDS, unit: 'count', budget: 10 } };
  },
  tearDown: (context) => (context as Setting).bench.stop(),
};
