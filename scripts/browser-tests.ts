/**
 * The interface's tests: its logic, its components in Chromium, and every page of a running platform.
 * `npm test` calls it last. Without Chromium the parts that need it are skipped by name; `.ci/run` installs one.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { chromiumPath } from '../ui/test/chromium.js';

const root = join(import.meta.dirname, '..');

function run(name: string, script: string, args: readonly string[]): void {
  console.log(`\n> ${name}`);
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

const vitest = ['run', '--config', 'ui/vitest.config.ts'];
if (chromiumPath() === undefined) {
  run('interface: logic', 'vitest/vitest.mjs', [...vitest, '--project', 'logic']);
  console.log(
    'skipped: interface in Chromium, end-to-end pages (set TURNPIKE_CHROMIUM or install the package chromium)',
  );
} else {
  run('interface: logic and components', 'vitest/vitest.mjs', vitest);
  run('end to end', '@playwright/test/cli.js', [
    'test',
    '--config',
    'test/e2e/playwright.config.ts',
  ]);
}
