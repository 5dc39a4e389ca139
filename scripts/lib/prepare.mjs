// Plain JavaScript: it runs on a fresh clone, before anything is installed or built.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleTime } from '../../core/bin/find-bundle.js';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs a command in the project's root and ends the process with its code when it fails. */
export function run(label, command, args, options = {}) {
  const started = Date.now();
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (result.error) fail(`${label}: ${result.error.message}`);
  if (result.status !== 0) {
    console.error(`\n${label} failed (exit code ${result.status ?? result.signal}).`);
    process.exit(result.status ?? 1);
  }
  return Date.now() - started;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) fail(`Turnpike needs Node 20 or newer; this is ${process.version}.`);
}

/** Newest change below a folder, in milliseconds; 0 where there is nothing. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** npm writes this file last: it is older than the lock file after a pull that changed dependencies. */
function install() {
  const stamp = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(stamp) && newest(stamp) >= newest(join(root, 'package-lock.json'))) return;
  console.log('Installing dependencies (the first time this takes a minute) …');
  // Not `npm ci`: it refuses a lock file without the optional binaries of other platforms, which a registry need
  // not have. `--no-save` keeps to the locked versions and leaves both files as they are.
  const ms = run('npm install', 'npm', [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  console.log(`Installed in ${Math.round(ms / 1000)} s.`);
}

function buildUi() {
  const built = newest(join(root, 'ui', 'dist', 'index.html'));
  const changed = Math.max(
    ...['src', 'index.html', 'public', 'vite.config.ts', 'package.json'].map((name) =>
      newest(join(root, 'ui', name)),
    ),
    newest(join(root, 'core', 'src', 'contracts')),
  );
  if (built > changed) return;
  run(
    'vite build',
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
    {
      cwd: join(root, 'ui'),
    },
  );
}

/** After an install, too: it holds what the packages depend on. */
function buildBundle() {
  const script = join(root, 'scripts', 'bundle.mjs');
  const changed = Math.max(
    newest(script),
    newest(join(root, 'node_modules', '.package-lock.json')),
  );
  if ((bundleTime()?.getTime() ?? 0) > changed) return;
  run('bundle', process.execPath, [script]);
}

function build() {
  const fresh = existsSync(join(root, 'core', 'dist', 'cli.js'));
  if (!fresh) console.log('Building …');
  const ms = run('tsc -b', process.execPath, [
    join(root, 'node_modules/typescript7/bin/tsc'),
    '-b',
  ]);
  buildUi();
  buildBundle();
  if (!fresh) console.log(`Built in ${Math.round(ms / 100) / 10} s.`);
}

/** Everything that `npm start` and `npm test` need on a fresh clone. */
export function prepare() {
  checkNode();
  install();
  build();
}
