// One bundle of core, SDK and shipped plugins starts in half the time (core/decisions/025).
import { readFileSync, statSync } from 'node:fs';

const folder = new URL('../../dist/', import.meta.url);

/** What `npm run build` wrote last of all: which files the bundle has, and what it was made from. */
export const record = new URL('bundle.json', folder);

/** @returns {Date | undefined} when the bundle was made, if no package has been compiled since */
export function bundleTime() {
  const made = statSync(record, { throwIfNoEntry: false })?.mtime;
  if (!made) return undefined;
  const { inputs } = JSON.parse(readFileSync(record, 'utf8'));
  const isNewer = (input) =>
    statSync(new URL(input, folder), { throwIfNoEntry: false })?.mtime > made;
  return inputs.some(isNewer) ? undefined : made;
}

/** Where the program starts. */
export function entry() {
  return bundleTime() ? new URL('cli.js', folder) : new URL('../dist/cli.js', import.meta.url);
}
