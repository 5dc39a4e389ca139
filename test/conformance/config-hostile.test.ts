/**
 * Configurations that are made to cost much are refused, or finish: within a heap of 100 MB, in a
 * process of their own. What time each takes `npm run bench -- config-hostile` measures.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { hostile } from './config/hostile.js';

const child = fileURLToPath(new URL('config/hostile-child.ts', import.meta.url));
/** Far above what any takes: only one that hangs. */
const maxMs = 5_000;

it('costs little, whatever stands in it', { timeout: 300_000 }, () => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--max-old-space-size=100', '--import', 'tsx', '--conditions=turnpike-source', child],
    { encoding: 'utf8' },
  );
  expect([status, stderr]).toEqual([0, '']);
  const found = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { name: string; outcome: string; ms: number });
  expect(found.map(({ name }) => name)).toEqual(Object.keys(hostile));
  const wrong = found.filter(
    ({ outcome, ms }) => !/^(?:finished|TURNPIKE_YML_\w+)$/.test(outcome) || ms > maxMs,
  );
  expect(wrong).toEqual([]);
});
