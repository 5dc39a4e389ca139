import { afterEach, describe, expect, it } from 'vitest';
import { coreConfig } from '../../../core/src/contracts/config.js';
import { createHttpHost, type HttpHost } from '../../../core/src/http/http-host.js';
import { silentLogger } from '../../../core/src/log/silent-logger.js';
import { noMetrics } from '../../../core/src/metrics/no-metrics.js';
import { remoteLogReader, remoteLogSink } from '../../../core/src/rpc/log-clients.js';
import {
  ConflictError,
  NotFoundError,
  type LogReader,
  type LogSink,
  type Principal,
  type RunRef,
} from '@turnpike/core/contracts';
import { logRoutes } from './log-routes.js';

const PRINCIPALS: Readonly<Record<string, Principal>> = {
  role: { kind: 'role' },
  worker: { kind: 'worker' },
  run: { kind: 'run', jobId: 4, run: 1 },
  job: { kind: 'job', jobId: 4, run: 1, buildId: 1, repositoryId: 1 },
};

const hosts: HttpHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close(100);
});

async function serveLog() {
  const log = memoryLog();
  const host = createHttpHost({
    config: coreConfig.parse({ http: { port: 0 } }),
    log: silentLogger,
    metrics: noMetrics,
    authenticate: async ({ authorization }) =>
      PRINCIPALS[authorization?.split(' ')[1] ?? ''] ?? { kind: 'anonymous' },
  });
  for (const route of logRoutes(log.sink, log.reader)) host.add(route, 'logs');
  hosts.push(host);
  const { url } = await host.listen();
  const sink = remoteLogSink({ url });
  const reader = remoteLogReader({ url, token: 'role' });
  return { url, log, sink, reader };
}

/** A log in memory with the sink's rules, enough to see what crosses the wire. */
function memoryLog() {
  const logs = new Map<string, { bytes: Buffer; sealed: boolean; token: string }>();
  const key = ({ jobId, run }: RunRef) => `${jobId}.${run}`;
  const get = (run: RunRef) => {
    const log = logs.get(key(run));
    if (!log) throw new NotFoundError();
    return log;
  };
  const sink: LogSink = {
    async append({ run, runToken, offset, bytes }) {
      const log = logs.get(key(run)) ?? { bytes: Buffer.alloc(0), sealed: false, token: runToken };
      logs.set(key(run), log);
      if (offset > log.bytes.length) {
        throw new ConflictError('TURNPIKE_LOG_GAP', undefined, { end: log.bytes.length });
      }
      log.bytes = Buffer.concat([log.bytes, bytes.subarray(log.bytes.length - offset)]);
      return { end: log.bytes.length, waitMs: 0 };
    },
    async seal({ run, bytes }) {
      get(run).sealed = true;
      return { bytes, lines: 1, sha256: 'x' };
    },
  };
  const reader: LogReader = {
    async info(run) {
      const log = logs.get(key(run));
      return log && { end: log.bytes.length, sealed: log.sealed, lines: 1, parts: 1 };
    },
    async *read(run, range) {
      const { bytes } = get(run);
      const lines = bytes
        .toString()
        .split('\n')
        .slice(range.from - 1, range.to);
      if (range.kind === 'lines') yield Buffer.from(lines.join('\n'));
      else yield bytes.subarray(range.from, range.to);
    },
    parts: async (_run, after, limit) => [{ number: after + 1, content: `${limit}`, final: true }],
    search: async (_run, text, limit) => [{ line: limit, text }],
    remove: async (run) => void logs.delete(key(run)),
  };
  return { sink, reader, logs };
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

const run = { jobId: 4, run: 1 };
const runToken = 'run';

describe('logs over HTTP', () => {
  it('appends, tells gaps by their code, seals and reads', async () => {
    const { sink, reader, log } = await serveLog();
    const first = await sink.append({ run, runToken, offset: 0, bytes: Buffer.from('one\ntwo\n') });
    expect(first).toEqual({ end: 8, waitMs: 0 });
    await sink.append({ run, runToken, offset: 4, bytes: Buffer.from('two\nthree') });
    expect(log.logs.get('4.1')?.token).toBe('run');
    await expect(
      sink.append({ run, runToken, offset: 99, bytes: Buffer.from('x') }),
    ).rejects.toMatchObject({ code: 'TURNPIKE_LOG_GAP', details: { end: 13 } });
    expect(await reader.info(run)).toEqual({ end: 13, sealed: false, lines: 1, parts: 1 });
    expect(await textOf(reader.read(run, { kind: 'bytes', from: 4 }))).toBe('two\nthree');
    expect(await textOf(reader.read(run, { kind: 'bytes', from: 0, to: 3 }))).toBe('one');
    expect(await textOf(reader.read(run, { kind: 'lines', from: 2, to: 2 }))).toBe('two');
    expect(await textOf(reader.read(run, { kind: 'lines', from: 3 }))).toBe('three');
    expect(await sink.seal({ run, runToken, bytes: 13 })).toMatchObject({ bytes: 13 });
    expect((await reader.info(run))?.sealed).toBe(true);
  });

  it('reads parts, searches and removes', async () => {
    const { sink, reader } = await serveLog();
    await sink.append({ run, runToken, offset: 0, bytes: Buffer.from('x') });
    expect(await reader.parts(run, -1, 10)).toEqual([{ number: 0, content: '10', final: true }]);
    expect(await reader.search(run, 'a&b=c', 5)).toEqual([{ line: 5, text: 'a&b=c' }]);
    await reader.remove(run);
    expect(await reader.info(run)).toBeUndefined();
    await expect(textOf(reader.read(run, { kind: 'bytes', from: 0 }))).rejects.toBeInstanceOf(
      NotFoundError,
    );
  });

  it('refuses wrong offsets and ranges', async () => {
    const { url } = await serveLog();
    const ask = async (path: string, method = 'GET') => {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: { authorization: 'Bearer role' },
      });
      await answer.arrayBuffer();
      return answer.status;
    };
    expect(await ask('/logs/4/1?offset=-1', 'PUT')).toBe(400);
    expect(await ask('/logs/4/1', 'PUT')).toBe(400);
    expect(await ask('/logs/4/1/search?q=')).toBe(400);
    expect(await ask('/logs/4/zero')).toBe(404);
    expect(await ask('/logs/4/1')).toBe(404);
  });

  it('gives each token only what is its own', async () => {
    const { url } = await serveLog();
    const doors = {
      append: ['PUT', '/logs/4/1?offset=0'],
      'append to another run': ['PUT', '/logs/4/2?offset=0'],
      read: ['GET', '/logs/4/1'],
      info: ['GET', '/logs/4/1/info'],
      remove: ['DELETE', '/logs/4/9'],
    } as const;
    const allowed: Readonly<Record<string, readonly string[]>> = {
      role: Object.keys(doors),
      run: ['append'],
      worker: [],
      job: [],
    };
    for (const [token, open] of Object.entries(allowed)) {
      for (const [name, [method, path]] of Object.entries(doors)) {
        const answer = await fetch(`${url}${path}`, {
          method,
          headers: { authorization: `Bearer ${token}` },
          ...(method === 'PUT' ? { body: 'x' } : {}),
        });
        await answer.arrayBuffer();
        const expected = open.includes(name) ? [200, 204] : [403];
        expect(expected, `${token}: ${name}`).toContain(answer.status);
      }
    }
  });
});
