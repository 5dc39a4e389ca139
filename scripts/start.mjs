// `npm start`: installs and builds what is missing, then starts the platform with its sample.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root } from './lib/prepare.mjs';

prepare();
const args = process.argv.slice(2);
// People read this, also where it goes to a file: records as lines of text, unless somebody said otherwise.
const isSaid = [...args, ...Object.keys(process.env)].some((one) => /log[._]+format/i.test(one));
const format = isSaid ? [] : ['--set', 'log.format=pretty'];
const child = spawn(
  process.execPath,
  [join(root, 'core/bin/turnpike.js'), 'start', '--sample', ...format, ...args],
  { cwd: root, stdio: 'inherit' },
);
// A terminal sends Ctrl-C to the whole group; a service manager only to us.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
