/** `npm run reverts [ID…]`: takes mends of `test/field/reverts.ts` away, one at a time; the test of each has to fail. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REVERTS, type Revert } from '../test/field/reverts.js';

const root = new URL('..', import.meta.url).pathname;
const vitest = join(root, 'node_modules/vitest/vitest.mjs');

/** Placeholders of a table's title stand for anything. */
const pattern = (title: string): string =>
  title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/%[sj]/g, '.*');

function passes({ proof: { file, title } }: Revert): boolean {
  const args = ['run', '--config', 'test/vitest.config.ts', file, '-t', pattern(title)];
  const options = { cwd: root, encoding: 'utf8', env: { ...process.env, CI: '' } } as const;
  const { status, stdout } = spawnSync(process.execPath, [vitest, ...args], options);
  // A pattern that fits no test would pass without the mend and fail with nothing.
  if (!/Tests .*(passed|failed)/.test(stdout)) throw new Error(`no test ran of ${file}: ${title}`);
  return status === 0;
}

/** Both ways: the test passes with the mend and fails without it. */
function judge(revert: Revert): 'noticed' | 'NOT NOTICED' | 'FAILS ANYHOW' {
  const path = join(root, revert.file);
  const text = readFileSync(path, 'utf8');
  if (!passes(revert)) return 'FAILS ANYHOW';
  try {
    const without = revert.edits.reduce((now, [find, to]) => now.replace(find, () => to), text);
    writeFileSync(path, without);
    return passes(revert) ? 'NOT NOTICED' : 'noticed';
  } finally {
    writeFileSync(path, text);
  }
}

const wanted = process.argv.slice(2);
const chosen = REVERTS.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
const dirty = spawnSync('git', ['diff', '--quiet', '--', ...chosen.map(({ file }) => file)], {
  cwd: root,
});
if (dirty.status !== 0) throw new Error('Commit the files first: they are changed and put back.');
// The child hears it too and ends; the file is put back before this process does.
process.on('SIGINT', () => undefined);
for (const revert of chosen) {
  const verdict = judge(revert);
  console.log(`${verdict.padEnd(12)} ${revert.id.padEnd(6)} ${revert.file}`);
  if (verdict !== 'noticed') process.exitCode = 1;
}
