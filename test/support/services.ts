/** Services that tests use where they are installed. With `CI` set a missing one is a failure. */
import { existsSync } from 'node:fs';

/** First path that exists; without any: a visible skip, or an error where `CI` is set. */
export function findService(name: string, paths: readonly string[]): string | undefined {
  const found = paths.find((path) => existsSync(path));
  if (found) return found;
  const words = `${name} is not installed (looked for ${paths.join(', ')})`;
  if (process.env['CI']) throw new Error(words);
  console.warn(`skipped: ${words}`);
  return undefined;
}

export const mosquitto = (): string | undefined =>
  findService('Mosquitto', [
    '/usr/sbin/mosquitto',
    '/usr/bin/mosquitto',
    '/usr/local/sbin/mosquitto',
    '/opt/homebrew/sbin/mosquitto',
  ]);

export const ngircd = (): string | undefined =>
  findService('ngIRCd', [
    '/usr/sbin/ngircd',
    '/usr/local/sbin/ngircd',
    '/opt/homebrew/sbin/ngircd',
  ]);
