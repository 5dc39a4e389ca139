/** Where the recorded cases are not beside the project, their tests are skipped and `npm test` passes. */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;

it.each(['build', 'config', 'config-fuzz', 'config-properties'])(
  'skips %s without its cases',
  (name) => {
    const file = `test/conformance/${name}.test.ts`;
    const { CI: _ci, ...env } = process.env;
    const args = ['vitest', 'run', '--config', 'test/vitest.config.ts', file, '--reporter=json'];
    const run = spawnSync('npx', [...args, '--testNamePattern', '^(?!.*hostile)'], {
      cwd: root,
      env: { ...env, TURNPIKE_RECORDED: join(tmpdir(), 'nothing-recorded-here') },
      encoding: 'utf8',
    });
    expect({ status: run.status, errors: run.stderr.match(/ENOENT.*/)?.[0] }).toEqual({
      status: 0,
    });
    const report = JSON.parse(run.stdout.slice(run.stdout.indexOf('{'))) as {
      readonly numPendingTests: number;
    };
    expect(report.numPendingTests).toBeGreaterThan(0);
  },
  60_000,
);
