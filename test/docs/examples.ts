/** Takes the examples out of a document: fenced blocks whose first line is a comment with a file name. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Example {
  readonly name: string;
  readonly source: string;
}

const BLOCK = /^```(?:ts|js|yaml)\n(?:\/\/|#) (\S+\.(?:ts|js|yml))\b[^\n]*\n([\s\S]*?)^```$/gm;

export function examplesOf(document: string): readonly Example[] {
  return [...readFileSync(document, 'utf8').matchAll(BLOCK)].map(([, name, source]) => ({
    name: name!,
    source: source!,
  }));
}

export function writeExamples(examples: readonly Example[], folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { name, source } of examples) writeFileSync(join(folder, name), source);
}
