// `npm test`: installs and builds what is missing, then checks and tests everything.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root, run } from './lib/prepare.mjs';

prepare();
const bin = (path) => join(root, 'node_modules', path);
const only = process.argv.slice(2);
// Where nothing may be skipped, what takes minutes to build is begun now.
const ahead =
  process.env.CI && only.length === 0
    ? spawn(process.execPath, [bin('tsx/dist/cli.mjs'), 'test/support/build-ahead.ts'], {
        ...{ cwd: root, stdio: 'inherit' },
      })
    : undefined;
process.on('exit', () => ahead?.kill());
if (only.length === 0) run('lint', process.execPath, [bin('tsx/dist/cli.mjs'), 'scripts/lint.ts']);
run('tests', process.execPath, [
  bin('vitest/vitest.mjs'),
  'run',
  '--config',
  'test/vitest.config.ts',
  ...only,
]);
if (only.length === 0)
  run('browser tests', process.execPath, [bin('tsx/dist/cli.mjs'), 'scripts/browser-tests.ts']);
if (only.length === 0)
  console.log('skipped: test/cluster, on real engines and a real cluster (npm run test:cluster)');
