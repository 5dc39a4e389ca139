import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { ExternalHostError } from '@turnpike/sdk';
import { gitEnvironment } from './git.js';

/** One object as `git cat-file --batch` gives it. */
export interface GitObject {
  readonly sha: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Answers by name: `refs/heads/main^{commit}`, `SHA:path`. Names must have been checked (refs.ts). */
export interface ObjectReader {
  /** `undefined`: there is no such object. Throws ExternalHostError, or TooLarge: others are read on. */
  read(name: string): Promise<GitObject | undefined>;
  close(): void;
}

const LARGEST_BYTES = 1024 * 1024;
const ANSWER_MS = 20_000;
/** What is larger is not read past: another reader is made. */
const MOST_SKIPPED = 64 * 1024 * 1024;
const LINE_FEED = 10;
/** `--follow-symlinks`' words for what is not in the tree: outside, dangling, in a circle, no folder. */
const NOWHERE = /^(symlink|dangling|loop|notdir)() (\d+)$/;
const FOUND = /^([0-9a-f]{40,64}) (\w+) (\d+)$/;

interface Waiting {
  resolve(object: GitObject | undefined): void;
  reject(error: unknown): void;
}

/**
 * Keeps one `git cat-file --batch` for a repository: an object costs a message instead of a process.
 * Symbolic links within the tree are followed. Once it fails it stays failed: make another.
 */
export function openObjectReader(folder: string, onEnd: () => void): ObjectReader {
  const args = ['cat-file', '--batch', '--follow-symlinks'];
  const child = spawn('git', args, { cwd: folder, env: gitEnvironment({}) });
  const queue: Waiting[] = [];
  let buffer: Buffer = Buffer.alloc(0);
  /** Bytes of an object that was too large. */
  let skip = 0;
  let timer: NodeJS.Timeout | undefined;
  const fail = (error: unknown) => {
    clearTimeout(timer);
    child.kill('SIGKILL');
    onEnd();
    const [asked, ...others] = queue.splice(0);
    asked?.reject(error);
    for (const other of others) other.reject(ended('it ended before its turn'));
  };
  const watch = () => {
    clearTimeout(timer);
    if (queue.length > 0) timer = setTimeout(() => fail(ended('it is silent')), ANSWER_MS);
  };
  collectErrors(child, fail);
  child.stdout.on('data', (chunk: Buffer) => {
    const skipped = Math.min(skip, chunk.length);
    skip -= skipped;
    const rest = chunk.subarray(skipped);
    buffer = buffer.length === 0 ? rest : Buffer.concat([buffer, rest]);
    for (let taken = takeAnswer(buffer); taken && queue.length > 0; taken = takeAnswer(buffer)) {
      if (taken.tooLarge) queue.shift()?.reject(taken.tooLarge);
      else queue.shift()?.resolve(taken.object);
      skip = Math.max(0, taken.length - buffer.length);
      buffer = buffer.subarray(taken.length);
      if (skip > MOST_SKIPPED) return fail(ended('an object of the repository is too large'));
    }
    watch();
  });
  return {
    read: (name) =>
      new Promise((resolve, reject) => {
        if (/[\n\0]/.test(name) || child.exitCode !== null || child.killed)
          return reject(ended('it is gone'));
        queue.push({ resolve, reject });
        child.stdin.write(`${name}\n`);
        if (queue.length === 1) watch();
      }),
    close: () => child.stdin.end(),
  };
}

function collectErrors(
  child: ChildProcessWithoutNullStreams,
  fail: (error: unknown) => void,
): void {
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-300)));
  child.stdin.on('error', () => undefined);
  child.on('error', (error) => fail(ended(error.message)));
  child.on('close', () => fail(ended(words.trim() || 'it ended')));
}

function ended(why: string): ExternalHostError {
  return new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', `git cat-file: ${why}`);
}

interface Answer {
  readonly object: GitObject | undefined;
  /** In its place, where the object is larger than is read. */
  readonly tooLarge?: TooLarge;
  /** In bytes; of one that is too large, also what is still to come. */
  readonly length: number;
}

/** The first answer of the buffer: a whole object, or the beginning of one that is too large. */
function takeAnswer(buffer: Buffer): Answer | undefined {
  const end = buffer.indexOf(LINE_FEED);
  if (end < 0) return undefined;
  const header = buffer.subarray(0, end).toString('utf8');
  const [, sha = '', type = '', size] = FOUND.exec(header) ?? NOWHERE.exec(header) ?? [];
  if (size === undefined) return { object: undefined, length: end + 1 };
  const length = end + 1 + Number(size) + 1;
  const read = Math.min(Number(size), LARGEST_BYTES);
  if (buffer.length < end + 1 + read) return undefined;
  if (Number(size) > LARGEST_BYTES) {
    const bytes = Buffer.from(buffer.subarray(end + 1, end + 1 + read));
    return {
      object: undefined,
      tooLarge: new TooLarge(Number(size), { sha, type, bytes }),
      length,
    };
  }
  if (buffer.length < length) return undefined;
  const bytes = Buffer.from(buffer.subarray(end + 1, length - 1));
  return { object: NOWHERE.test(header) ? undefined : { sha, type, bytes }, length };
}

/** Not read any further: who asks turns it into words with the path, or makes do with its beginning. */
export class TooLarge extends Error {
  readonly bytes: number;
  readonly beginning: GitObject;
  constructor(bytes: number, beginning: GitObject) {
    super(`an object of ${bytes} bytes`);
    this.bytes = bytes;
    this.beginning = beginning;
  }
}
