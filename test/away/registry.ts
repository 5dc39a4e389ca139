import { execFileSync, spawnSync } from 'node:child_process';

/** Is npm's registry reached? Where not: a visible skip, or an error where `CI` is set. */
export function registry(): boolean {
  const asked = spawnSync('npm', ['ping', '--fetch-retries=0', '--fetch-timeout=20000'], {
    encoding: 'utf8',
  });
  if (asked.status === 0) return true;
  const url = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim();
  const words = `npm reaches no registry (${url.replace(/\/\/[^@/]*@/, '//')})`;
  if (process.env['CI']) throw new Error(`${words}: ${asked.stderr}`);
  console.warn(`skipped: ${words}`);
  return false;
}
