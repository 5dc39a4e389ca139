/** `turnpike run` in a folder of its own, as a person starts it. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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

/** Somebody ordinary, where the tests are run by root. */
const NOBODY = { uid: 65_534, gid: 65_534 } as const;

/** A folder with these files; what runs keep between them goes with it. `ordinary`: no run is root's. */
export function localRunPlace(
  files: Readonly<Record<string, string>>,
  { ordinary = false, below = tmpdir() } = {},
): LocalRunPlace {
  const root = mkdtempSync(join(below, 'turnpike-local-run-'));
  const user: Partial<typeof NOBODY> = ordinary && process.getuid?.() === 0 ? NOBODY : {};
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
      const child = spawn(process.execPath, [turnpike, 'run', ...args], {
        cwd: folder,
        env: { PATH: process.env['PATH'], HOME: root, LANG: 'C.UTF-8' },
        stdio: ['ignore', 'pipe', 'pipe'],
        ...user,
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
  if (user.uid !== undefined)
    execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, root], { stdio: 'ignore' });
  return place;
}
