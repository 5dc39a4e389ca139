import { list, text, truthy } from '@turnpike/sdk/shell';
import { createHash } from 'node:crypto';
import type { Hash } from '@turnpike/sdk/shell';

/** The plain lines of the config's environment: changing one starts a new cache. */
function plainLines(config: Hash): string[] {
  const lines = list(config['env']).filter(truthy).map(text);
  return lines.filter((line) => !line.startsWith('SECURE '));
}

/**
 * The name of a job's cache (travis-build `lib/travis/build/script/shared/directory_cache`):
 * machine, hash of the environment, then what the language adds.
 */
export function cacheSlug(config: Hash, os: string, languageParts: readonly string[]): string {
  const digest = createHash('sha256').update(plainLines(config).sort().join('=')).digest('hex');
  const machine = [os, text(config['dist']), text(config['osx_image'])].filter(
    (part) => part !== '',
  );
  return ['cache', ...machine, digest].join('-') + languageParts.join('');
}
