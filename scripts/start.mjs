// `npm start`: installs and builds what is missing, then starts the platform with its sample.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root } from './lib/prepare.mjs';

prepare();
const child = spawn(
  process.execPath,
  [join(root, 'core/bin/turnpike.js'), 'start', '--sample', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
// A terminal sends Ctrl-C to the whole group; a service manager only to us.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
