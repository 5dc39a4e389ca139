/** Digests of what was added: of one text, and of a folder with all that is in it. */
import { createHash } from 'node:crypto';
import { readdir, readFile, readlink } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** As npm writes it. */
export function integrityOf(content: string | Uint8Array): string {
  return `sha512-${createHash('sha512').update(content).digest('base64')}`;
}

/** A line a file, sorted: its digest and its path. Links count by where they lead. */
export async function sumsOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  const lines: string[] = [];
  // One after another: a tree of thousands of files must not open them all.
  for (const entry of files) lines.push(await lineOf(folder, entry));
  return lines.toSorted().join('');
}

async function lineOf(folder: string, entry: Dirent): Promise<string> {
  const path = join(entry.parentPath, entry.name);
  const name = relative(folder, path).split(sep).join('/');
  const content = entry.isSymbolicLink() ? `link ${await readlink(path)}` : await readFile(path);
  return `${integrityOf(content)} ${name}\n`;
}

/** Paths of the files that differ, are gone or are new. */
export function differences(before: string, after: string): readonly string[] {
  const [was, is] = [byPath(before), byPath(after)];
  const paths = [...new Set([...was.keys(), ...is.keys()])];
  return paths.filter((path) => was.get(path) !== is.get(path)).toSorted();
}

function byPath(sums: string): ReadonlyMap<string, string> {
  const lines = sums.split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line): [string, string] => {
      const space = line.indexOf(' ');
      return [line.slice(space + 1), line.slice(0, space)];
    }),
  );
}
