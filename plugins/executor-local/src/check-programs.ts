import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ConfigError } from '@turnpike/sdk';
import type { JobUser } from './job-user.js';

/** Throws ConfigError TURNPIKE_CONFIG_INVALID naming what this machine lacks to run jobs at all. */
export async function checkPrograms(user: JobUser | undefined): Promise<void> {
  if (process.platform !== 'linux') {
    throw unfit(`Jobs run as local processes on Linux only, not on ${process.platform}.`);
  }
  const needed = ['setsid', 'find', 'grep', ...(user ? ['setpriv'] : [])];
  const missing = await missingOf(needed);
  if (missing.length > 0) throw unfit(`To run jobs here these are missing: ${missing.join(', ')}.`);
}

async function missingOf(names: readonly string[]): Promise<readonly string[]> {
  const script = 'for name; do type -P "$name" >/dev/null || echo "$name"; done';
  try {
    const { stdout } = await promisify(execFile)('bash', ['-c', script, 'check', ...names]);
    return stdout.split('\n').filter((name) => name !== '');
  } catch {
    return ['bash'];
  }
}

function unfit(message: string): ConfigError {
  return new ConfigError('TURNPIKE_CONFIG_INVALID', message, {
    key: 'worker.executor',
    wayOut: 'Install what is missing (bash, util-linux, findutils, grep), or use another executor.',
  });
}
