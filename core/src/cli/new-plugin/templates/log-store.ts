import type { PluginFiles, PluginNames } from '../kinds.js';

/** Logs in memory: the contract without a place to keep them. */
export function files({ id, name, pascal }: PluginNames): PluginFiles {
  return {
    'src/plugin.ts': `import { defineLogStore } from '@turnpike/sdk';
import { create${pascal}Store } from './log-store.js';

export const plugin = defineLogStore({
  id: '${id}',
  summary: 'Keeps logs in memory; they end with the process.',
  create: () => create${pascal}Store(),
});
`,
    'src/log-store.ts': `import { createHash } from 'node:crypto';
import {
  ConflictError,
  NotFoundError,
  type ByteRange,
  type LineRange,
  type LogSeal,
  type LogStore,
  type RunRef,
} from '@turnpike/sdk';

interface Log {
  bytes: Buffer;
  /** Where each accepted append ended. */
  readonly ends: number[];
  seal: LogSeal | undefined;
}
const NEWLINE = 10;

export function create${pascal}Store(): LogStore {
  const logs = new Map<string, Log>();
  const find = (run: RunRef): Log | undefined => logs.get(keyOf(run));
  const get = (run: RunRef): Log => {
    const log = find(run);
    if (!log) throw new NotFoundError(\`There is no log of \${keyOf(run)}.\`);
    return log;
  };

  return {
    id: '${name}',
    shared: false,
    async append(run, offset, bytes) {
      const log = find(run) ?? { bytes: Buffer.alloc(0), ends: [], seal: undefined };
      logs.set(keyOf(run), log);
      return { end: write(log, offset, bytes) };
    },
    async sync() {
      // Nothing outlives the process.
    },
    async end(run) {
      const log = find(run);
      if (!log) return undefined;
      return {
        end: log.bytes.length,
        sealed: log.seal !== undefined,
        lines: countLines(log.bytes),
        parts: log.ends.length,
      };
    },
    async *read(run, range) {
      yield slice(get(run).bytes, range);
    },
    async parts(run, after, limit) {
      return get(run)
        .ends.map((to, index, ends) => ({ number: index, from: ends[index - 1] ?? 0, to }))
        .filter((part) => part.number > after)
        .slice(0, limit);
    },
    async seal(run) {
      const log = get(run);
      return (log.seal ??= sealOf(log.bytes));
    },
    async delete(run) {
      logs.delete(keyOf(run));
    },
  };
}

function keyOf({ jobId, run }: RunRef): string {
  return \`\${jobId}.\${run}\`;
}

/** Overlap is dropped; a gap is an error that says where the log ends. */
function write(log: Log, offset: number, bytes: Uint8Array): number {
  const end = log.bytes.length;
  if (log.seal) throw new ConflictError('TURNPIKE_LOG_SEALED', undefined, { end });
  if (offset > end) throw new ConflictError('TURNPIKE_LOG_GAP', undefined, { end });
  const fresh = bytes.subarray(end - offset);
  if (fresh.length === 0) return end;
  log.bytes = Buffer.concat([log.bytes, fresh]);
  log.ends.push(log.bytes.length);
  return log.bytes.length;
}

function slice(bytes: Buffer, range: ByteRange | LineRange): Uint8Array {
  if (range.kind === 'bytes') return bytes.subarray(range.from, range.to);
  const from = lineStart(bytes, range.from);
  const to = range.to === undefined ? bytes.length : lineStart(bytes, range.to + 1);
  return bytes.subarray(from, to);
}

/** Offset of a line, counted from one; the end where there are fewer. */
function lineStart(bytes: Buffer, line: number): number {
  let at = 0;
  for (let number = 1; number < line; number += 1) {
    const end = bytes.indexOf(NEWLINE, at);
    if (end < 0) return bytes.length;
    at = end + 1;
  }
  return at;
}

/** A last line without its end counts too. */
function countLines(bytes: Buffer): number {
  let lines = 0;
  for (const byte of bytes) if (byte === NEWLINE) lines += 1;
  return bytes.length > 0 && bytes.at(-1) !== NEWLINE ? lines + 1 : lines;
}

function sealOf(bytes: Buffer): LogSeal {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { bytes: bytes.length, lines: countLines(bytes), sha256 };
}
`,
    'src/plugin.test.ts': `import { tokens } from '@turnpike/sdk';
import { logStoreConformance } from '@turnpike/sdk/conformance';
import { testPlatform, testPlugin } from '@turnpike/sdk/testing';
import { expect, it } from 'vitest';
import { plugin } from './plugin.js';

logStoreConformance('${id}', async () => {
  const host = await testPlugin(plugin);
  const [store] = host.resolve(tokens.logStores);
  if (!store) throw new Error('no log store is provided');
  return { store, dispose: () => host.stop() };
});

it('keeps the logs of a build', async () => {
  const platform = await testPlatform({ plugins: [plugin], config: { logs: { store: '${name}' } } });
  try {
    const project = await platform.project({ '.travis.yml': '{ language: shell, script: echo kept }' });
    expect(project.first.state).toBe('passed');
    expect(await project.logs(project.first)).toContain('kept');
  } finally {
    await platform.stop({ force: true });
  }
});
`,
  };
}
