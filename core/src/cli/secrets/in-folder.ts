/** Secrets as files of a folder, one each: for a volume that the containers of one machine share. */
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { madeSecrets } from './made-secrets.js';
import type { Made } from './made.js';

export function secretsInFolder(folder: string): Made {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const there = new Set(readdirSync(folder));
  const missing = Object.entries(madeSecrets(there));
  const made = missing.flatMap(([name, text]) =>
    writeOnce(join(folder, name), text) ? [name] : [],
  );
  return { place: folder, made };
}

/** Whole or not at all, and only by the first of those who do it at once. */
function writeOnce(file: string, text: string): boolean {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(aside, text, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(aside, file);
    return true;
  } catch (error) {
    if (existsSync(file)) return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}
