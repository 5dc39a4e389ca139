// `npm run pack [FOLDER]`: every package as a tarball, and the whole product as one; default: `packed`.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { oneAtATime } from './lib/one-at-a-time.mjs';
import { prepare, root, run } from './lib/prepare.mjs';

const folder = resolve(process.argv[2] ?? join(root, 'packed'));

prepare();
// What is packed is laid out in the packages' own folders.
oneAtATime(join(root, 'node_modules', '.turnpike-pack'));
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (name.endsWith('.tgz')) rmSync(join(folder, name));
// Scripts lay out what is packed: without them the packages would be hollow.
run('npm pack', 'npm', [
  'pack',
  '--workspaces',
  '--ignore-scripts=false',
  '--loglevel=error',
  '--pack-destination',
  folder,
]);
console.log(
  `\nIn ${folder}. Install the product by: npm install -g ${folder}/turnpike-turnpike-*.tgz`,
);
