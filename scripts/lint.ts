/** Formatting, types, lint, import boundaries, cycles, file names, unused exports: `npm run lint [STEP…]`. */
import { spawnSync } from 'node:child_process';
import { checkBoundaries } from './check-boundaries.js';
import { checkFileNames } from './check-file-names.js';
import { checkQuoting } from './check-quoting.js';
import { checkSurface } from './check-surface.js';

type Step = readonly [name: string, run: () => readonly string[] | Promise<readonly string[]>];

function command(...args: readonly string[]): () => readonly string[] {
  return () => {
    const result = spawnSync(process.execPath, args, { encoding: 'utf8' });
    return result.status === 0
      ? []
      : [`${result.stdout}${result.stderr}`.trim() || `exit code ${result.status}`];
  };
}

const STEPS: readonly Step[] = [
  [
    'format',
    command('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  ],
  ['types', command('node_modules/typescript7/bin/tsc', '-b')],
  [
    'test types',
    command('node_modules/typescript7/bin/tsc', '--noEmit', '-p', 'test/tsconfig.json'),
  ],
  [
    'interface test types',
    command('node_modules/typescript7/bin/tsc', '--noEmit', '-p', 'ui/tsconfig.test.json'),
  ],
  ['lint', command('node_modules/oxlint/bin/oxlint', '--quiet', '.')],
  ['boundaries', checkBoundaries],
  ['file names', checkFileNames],
  ['quoting', () => checkQuoting({ root: process.cwd() })],
  ['surface', () => checkSurface()],
  [
    'generated',
    command(
      'node_modules/tsx/dist/cli.mjs',
      '--conditions=turnpike-source',
      'scripts/generate.ts',
      '--check',
    ),
  ],
  [
    'unused',
    command(
      'node_modules/knip/bin/knip.js',
      '--no-progress',
      '--no-config-hints',
      '--config',
      '.knip.json',
    ),
  ],
];

const wanted = process.argv.slice(2);
let failed = 0;
for (const [name, run] of STEPS) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const started = Date.now();
  const problems = await run();
  console.log(
    `lint: ${name} ${problems.length === 0 ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
  );
  for (const problem of problems) console.log(problem);
  failed += problems.length;
}
process.exitCode = failed === 0 ? 0 : 1;
