// `npm run pack [FOLDER]`: every package as a tarball, and the whole product as one; default: `packed`.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { prepare, root, run } from './lib/prepare.mjs';

const folder = resolve(process.argv[2] ?? join(root, 'packed'));

prepare();
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
