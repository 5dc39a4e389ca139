// `npm test`: installs and builds what is missing, then checks and tests everything.
import { join } from 'node:path';
import { prepare, root, run } from './lib/prepare.mjs';

prepare();
const bin = (path) => join(root, 'node_modules', path);
const only = process.argv.slice(2);
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
