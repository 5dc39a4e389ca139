/** `turnpike run` in a folder of its own, as a person starts it. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ordinaryUser } from './ordinary-user.js';
import { turnpike } from './process.js';

export interface LocalRunResult {
  readonly code: number | null;
  /** Standard output and errors as they came. */
  readonly out: string;
}
export interface LocalRunPlace {
  /** The project. */
  readonly folder: string;
  write(files: Readonly<Record<string, string>>): void;
  run(...args: readonly string[]): Promise<LocalRunResult>;
  /** The same, while it goes on. */
  start(...args: readonly string[]): {
    readonly child: ChildProcess;
    output(): string;
    readonly done: Promise<LocalRunResult>;
  };
  remove(): void;
}

/** A folder with these files; what runs keep between them goes with it. `ordinary`: no run is root's. */
export function localRunPlace(
  files: Readonly<Record<string, string>>,
  { ordinary = false, below = tmpdir() } = {},
): LocalRunPlace {
  const root = mkdtempSync(join(below, 'turnpike-local-run-'));
  const { prefix, id } = ordinary ? ordinaryUser() : { prefix: [], id: undefined };
  const folder = join(root, 'project');
  const place: LocalRunPlace = {
    folder,
    write(more) {
      for (const [name, text] of Object.entries(more)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
    },
    run: (...args) => place.start(...args).done,
    start(...args) {
      const [command = process.execPath, ...before] = [...prefix, process.execPath];
      const child = spawn(command, [...before, turnpike, 'run', ...args], {
        cwd: folder,
        env: { PATH: process.env['PATH'], HOME: root, LANG: 'C.UTF-8' },
        stdio: ['ignore', 'pipe', 'pipe'],
        ...(id === undefined ? {} : { uid: id, gid: id }),
      });
      let out = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => void (out += chunk.toString()));
      const done = new Promise<LocalRunResult>((resolve) =>
        child.once('close', (code) => resolve({ code, out })),
      );
      return { child, done, output: () => out };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  mkdirSync(folder, { recursive: true });
  place.write(files);
  if (id !== undefined) execFileSync('chown', ['-R', `${id}:${id}`, root], { stdio: 'ignore' });
  return place;
}
