/** Process of its own: opens WebSockets, follows logs, and measures how old a line is when it comes. */
import { performance } from 'node:perf_hooks';
import WebSocket from 'ws';
import { percentile } from '../harness.js';

export interface WatchTarget {
  readonly url: string;
  readonly token: string;
  /** The last one is noisy: only the deaf follow it. */
  readonly jobs: readonly number[];
  readonly watchers: number;
  readonly deaf: number;
}
export type WatchOrder = { readonly open: WatchTarget } | { readonly watchMs: number };
export interface WatchReport {
  readonly p50: number;
  readonly p95: number;
  readonly lines: number;
  /** Watchers to whom no line came. */
  readonly idle: number;
}

const PRINTED = /printed at (\d+)[.,](\d{6})/g;
let ages: number[] = [];
let seen = new Set<number>();
let count = 0;

function connect(url: string, token: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, {
    headers: { authorization: `token ${token}` },
    perMessageDeflate: false,
  });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}

function take(watcher: number, text: string): void {
  const now = performance.timeOrigin + performance.now();
  for (const [, seconds, micros] of text.matchAll(PRINTED)) {
    ages.push(now - Number(seconds) * 1000 - Number(micros) / 1000);
    seen.add(watcher);
  }
}

async function open({ url, token, jobs, watchers, deaf }: WatchTarget): Promise<void> {
  const noisy = jobs.at(-1);
  for (let at = 0; at < watchers + deaf; at += 1) {
    const socket = await connect(url, token);
    const job = at < watchers ? jobs[at % (jobs.length - 1)] : noisy;
    socket.send(JSON.stringify({ subscribe: ['repos', `job:${job}`, `log:${job}.1@0`] }));
    if (at < watchers) socket.on('message', (data) => take(at, String(data)));
    else socket.pause();
  }
  count = watchers;
}

async function watch(ms: number): Promise<WatchReport> {
  ages = [];
  seen = new Set();
  await new Promise((resolve) => setTimeout(resolve, ms));
  const sorted = ages.toSorted((a, b) => a - b);
  return {
    p50: percentile(sorted, 50),
    p95: percentile(sorted, 95),
    lines: sorted.length,
    idle: count - seen.size,
  };
}

process.on('message', (order: WatchOrder) => {
  const done = 'open' in order ? open(order.open).then(() => watch(1000)) : watch(order.watchMs);
  done.then(
    (report) => process.send?.(report),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
