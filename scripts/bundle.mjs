// Makes one bundle of core, SDK, shipped plugins and what they depend on: a few files instead of a thousand.
// It is made from what `tsc -b` wrote. Records: core/decisions/025, and 052 for that of the packed product.
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { record } from '../core/bin/find-bundle.js';

const root = fileURLToPath(new URL('../', import.meta.url));

/** They find machine code beside themselves. */
const NATIVE = [/^libsql$/, /^@lydell\/node-pty(\/|$)/];
/** Tests use these; they bring vitest and a platform of their own. */
const NOT_AT_RUN_TIME = new Set(['./testing', './conformance', './package.json']);
/** Asked for by knex and pg only where the database is of their kind. */
const OTHER_DATABASES =
  /^(better-sqlite3|sqlite3|mysql2?|mariadb|tedious|oracledb|pg-native|pg-query-stream)(\/|$)/;
/** How knex speaks to those: nobody gets there, since the store takes no address of theirs. */
const OTHER_DIALECTS =
  /\/knex\/lib\/dialects\/(?!postgres\/|sqlite3\/|better-sqlite3\/)[^/]+\/index\.js$/;
/** They name their own folder, but not on a way that we go (workers of pino, templates of knex, comments). */
const NAMES_ITS_FOLDER = /node_modules\/(pino|thread-stream|commander|qlobber|knex)\//;

/** Said in some runs only: what is imported lazily in one place and at once in another is simply there. */
const HARMLESS = new Set(['INEFFECTIVE_DYNAMIC_IMPORT']);
const slashes = (path) => path.replaceAll('\\', '/');

/** Folders of what is bundled, below the repository. */
export function bundledPackages() {
  const plugins = readdirSync(join(root, 'plugins')).map((name) => `plugins/${name}`);
  return ['core', 'sdk', ...plugins].filter((folder) =>
    existsSync(join(root, folder, 'package.json')),
  );
}

/** By specifier, the compiled file of each export. Subpaths with `*` are for those who name one: not bundled. */
function exportsOf(folder) {
  const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return Object.entries(exports)
    .filter(([path, target]) => target.default && !NOT_AT_RUN_TIME.has(path) && !path.includes('*'))
    .map(([path, { default: file }]) => [name + path.slice(1), join(folder, file)]);
}

/** Stands in for core/src/host/shipped.ts, at `place`. Addresses are seen from there, as in every module. */
function shippedModule(place, out, modules, fileOf) {
  const plugins = modules.filter(([name]) => name.startsWith('@turnpike/plugin-'));
  const text = JSON.stringify;
  const at = (file) => slashes(relative(out, file));
  return `
    const here = (path) => new URL(path, new URL(${text(`${slashes(relative(dirname(place), out))}/`)}, import.meta.url)).href;
    export const isBundle = true;
    export const shipped = new Map([${plugins.map(([name, file]) => `[${text(name)}, () => import(${text(file)})]`)}]);
    export const bundled = Object.fromEntries(
      ${text(modules.map(([name, file]) => [at(file), fileOf(name)]))}.map((pair) => pair.map(here)));`;
}

/** A module keeps the address that it has in its package, seen from `out`: it finds there what lies beside it. */
function keepAddresses(out) {
  return function transform(code, id) {
    if (/\b__(dir|file)name\b/.test(code) && !NAMES_ITS_FOLDER.test(id)) {
      throw new Error(`${id} names its own folder, and would not find it from the bundle.`);
    }
    if (id.startsWith('\0') || !code.includes('import.meta.url')) return undefined;
    const address = `new URL(${JSON.stringify(slashes(relative(out, id)))}, import.meta.url).href`;
    return metaUrls(this.parse(code)).reduceRight(
      (text, { start, end }) => text.slice(0, start) + address + text.slice(end),
      code,
    );
  };
}

/** Every `import.meta.url` of a syntax tree, in order; not those inside texts, such as scripts to be written. */
function metaUrls(node) {
  if (node === null || typeof node !== 'object') return [];
  if (node.type === 'MemberExpression' && node.object.type === 'MetaProperty') {
    return node.property.name === 'url' ? [node] : [];
  }
  return Object.values(node).flatMap(metaUrls);
}

const NO_DIALECT = {
  code: `module.exports = () => { throw new Error('The bundle speaks to SQLite and PostgreSQL only.'); };`,
  moduleType: 'js',
};

/** Data as a text that is parsed once it is asked for: a tenth of what V8 takes for the same as code, line by line. */
function dataAsText(code, id) {
  if (!id.endsWith('.json')) return undefined;
  const text = JSON.stringify(JSON.stringify(JSON.parse(code)));
  return { code: `module.exports = JSON.parse(${text});`, moduleType: 'js' };
}

/** The folder that `node_modules/NAME` is for who stands in `folder`. */
function installed(name, folder) {
  const place = join(folder, 'node_modules', name);
  if (existsSync(join(place, 'package.json'))) return place;
  return dirname(folder) === folder ? undefined : installed(name, dirname(folder));
}

/** Packages that npm installed in several places although they are the same, what they depend on included: one is taken. */
function onceEach() {
  const firsts = new Map();
  const taken = (folder) => {
    const {
      name,
      version,
      dependencies = {},
    } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const places = Object.keys(dependencies).map((one) => installed(one, folder));
    const key = [`${name}@${version}`, ...places].join('\n');
    if (!firsts.has(key)) firsts.set(key, folder);
    return firsts.get(key);
  };
  return async function resolveId(source, importer, { kind }) {
    const found = await this.resolve(source, importer, { kind, skipSelf: true });
    const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(found?.id ?? '')?.[0];
    if (!folder || found.external) return found;
    return { ...found, id: taken(folder) + found.id.slice(folder.length) };
  };
}

/**
 * Writes the bundle of the packages in `folders` (absolute; the first one is core) into `out`.
 * Answers the names of its files.
 */
export async function writeBundle(folders, out) {
  const [core] = folders;
  const place = join(core, 'dist/host/shipped.js');
  const modules = folders.flatMap(exportsOf);
  const entryOf = (name) => name.replace('@turnpike/', '').replaceAll('/', '.');
  const build = await rolldown({
    cwd: root,
    platform: 'node',
    input: {
      cli: join(core, 'dist/cli.js'),
      ...Object.fromEntries(modules.map(([name, file]) => [entryOf(name), file])),
    },
    external: [...NATIVE, OTHER_DATABASES],
    checks: { eval: false },
    plugins: [
      { name: 'dialects', load: (id) => (OTHER_DIALECTS.test(id) ? NO_DIALECT : undefined) },
      { name: 'data', transform: dataAsText },
      { name: 'once', resolveId: onceEach() },
      {
        name: 'shipped',
        load: (id) =>
          id === place
            ? shippedModule(place, out, modules, (name) => `${entryOf(name)}.js`)
            : undefined,
        transform: keepAddresses(out),
      },
    ],
    onLog(level, { code, message }) {
      if (level === 'warn' && !HARMLESS.has(code)) throw new Error(message);
    },
  });
  // Comments are a tenth of it, and V8 keeps the text of what it loads; lines stay, for traces.
  const { output } = await build.write({
    dir: out,
    format: 'esm',
    comments: { legal: true, annotation: false, jsdoc: false },
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  });
  await build.close();
  return output.map(({ fileName }) => fileName);
}

/** The repository's own, in `dist` at the root. */
async function bundleRepository() {
  const out = join(root, 'dist');
  const earlier = existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')).files : [];
  rmSync(record, { force: true });
  const folders = bundledPackages().map((folder) => join(root, folder));
  const files = await writeBundle(folders, out);
  // A process that runs from the bundle before this one loads some of it later.
  const kept = new Set([...files, ...earlier]);
  for (const name of readdirSync(out))
    if (!kept.has(name)) rmSync(join(out, name), { recursive: true });
  const inputs = folders.map((folder) =>
    slashes(relative(out, join(folder, 'tsconfig.tsbuildinfo'))),
  );
  // Whole or not there: somebody may start meanwhile.
  const written = join(out, 'bundle.json.new');
  writeFileSync(written, JSON.stringify({ files, inputs }));
  renameSync(written, record);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleRepository();
