/** Brings what is to be added into a folder of its own. None of its code runs. */
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { integrityOf } from '../../host/added/digest.js';
import type { Environment } from '../../config/environment.js';
import { installPackage } from './install-package.js';
import { npm } from './npm.js';
import { packageName, type PluginSource } from './source.js';

export interface Fetched {
  /** What is loaded, below the folder. */
  readonly entry: string;
  /** Of the package; undefined: a file alone. */
  readonly name: string | undefined;
  readonly from: PluginSource & { readonly integrity: string | null };
}

export interface FetchOptions {
  /** Empty; what is loaded comes here. */
  readonly into: string;
  /** Thrown away afterwards. */
  readonly scratch: string;
  readonly env: Environment;
}

export async function fetchPlugin(source: PluginSource, options: FetchOptions): Promise<Fetched> {
  if (source.kind === 'file') return fetchFile(source, options);
  const tarball = await tarballOf(source, options);
  const { name, entry } = await installPackage(tarball, source, options);
  const came = source.kind === 'folder' ? null : integrityOf(await readFile(tarball));
  return { entry, name, from: { ...source, integrity: came } };
}

/**
 * With a package.json, so that nothing above it counts: `type` decides how Node reads a `.js` file, and a package with
 * a name whose version a plugin has.
 */
async function fetchFile(source: PluginSource, { into }: FetchOptions): Promise<Fetched> {
  const entry = basename(source.spec);
  await copyFile(source.spec, join(into, entry));
  const manifest = { name: entry, private: true, type: typeOf(dirname(source.spec)) };
  await writeFile(join(into, 'package.json'), `${JSON.stringify(manifest)}\n`);
  const integrity = integrityOf(await readFile(join(into, entry)));
  return { entry, name: undefined, from: { ...source, integrity } };
}

function typeOf(folder: string): unknown {
  const file = join(folder, 'package.json');
  if (existsSync(file))
    return (JSON.parse(readFileSync(file, 'utf8')) as { readonly type?: unknown }).type;
  return dirname(folder) === folder ? undefined : typeOf(dirname(folder));
}

async function tarballOf(source: PluginSource, { scratch, env }: FetchOptions): Promise<string> {
  if (source.kind === 'tarball') return source.spec;
  const what =
    source.kind === 'folder' ? `pack ${source.spec}` : `fetch ${packageName(source.spec)}`;
  const cwd = join(scratch, 'packed');
  await mkdir(cwd);
  // Packed, a folder is what its author would publish: without tests, sources and what they work with.
  await npm(['pack', '--prefer-online', source.spec], { cwd, env, what });
  const [packed = ''] = await readdir(cwd);
  return join(cwd, packed);
}
