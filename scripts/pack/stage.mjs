// Lays out what the package of the whole product holds, before npm packs it: our packages as npm bundles them,
// one bundle of their code, and a package.json that asks for what they need. `--undo` takes it away again.
// Record: core/decisions/052.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledPackages, writeBundle } from '../bundle.mjs';
import { copyDefaultConfig } from './default-config.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const product = join(root, 'config/package');
const manifestFile = join(product, 'package.json');
/** The manifest of the repository meanwhile. */
const aside = join(product, 'package.json.aside');

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const write = (file, value) => writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

function undo() {
  for (const name of ['node_modules', 'dist'])
    rmSync(join(product, name), { recursive: true, force: true });
  if (existsSync(aside)) renameSync(aside, manifestFile);
}

/** Maps of sources and what the type checker remembers are for those who have the sources. */
const isShipped = (path) => !/\.(map|tsbuildinfo)$|ui\/dist\/types(\/|$)/.test(path);

/** Vite warns of every map that is named and not there. */
function forgetMaps(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|d\.ts)$/.test(entry.name)) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/\n\/\/# sourceMappingURL=\S+\s*$/, '\n'));
  }
}

/**
 * Without its dependencies: of what is bundled npm installs none. The product asks for them, and Node finds
 * them there. Answers them.
 */
function copyPackage(folder) {
  const from = join(root, folder);
  const {
    scripts: _,
    devDependencies: __,
    dependencies,
    ...manifest
  } = read(join(from, 'package.json'));
  const to = join(product, 'node_modules', manifest.name);
  mkdirSync(to, { recursive: true });
  for (const name of [...manifest.files, 'README.md']) {
    const source = join(from, name);
    if (folder === 'core' && name === 'config') copyDefaultConfig(join(to, name));
    else if (existsSync(source))
      cpSync(source, join(to, name), { recursive: true, filter: isShipped });
  }
  forgetMaps(to);
  write(join(to, 'package.json'), manifest);
  return Object.entries(dependencies ?? {}).filter(([name]) => !name.startsWith('@turnpike/'));
}

async function stage() {
  const folders = bundledPackages();
  const needed = folders.flatMap(copyPackage);
  // Its libraries are in what the browser gets already.
  copyPackage('ui');
  const { dependencies: own, ...manifest } = read(manifestFile);
  renameSync(manifestFile, aside);
  const dependencies = Object.fromEntries([...Object.entries(own), ...needed]);
  write(manifestFile, { ...manifest, dependencies, bundleDependencies: Object.keys(own) });
  const names = folders.map((folder) => read(join(root, folder, 'package.json')).name);
  await writeBundle(
    names.map((name) => join(product, 'node_modules', name)),
    join(product, 'dist'),
  );
}

undo();
if (!process.argv.includes('--undo')) {
  try {
    await stage();
  } catch (error) {
    undo();
    throw error;
  }
}
