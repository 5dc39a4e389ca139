/** Lays a packed package out below `node_modules`, with what it depends on. */
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { basename, join } from 'node:path';
import { extract, type ReadEntry } from 'tar';
import { ConflictError, TurnpikeError } from '../../contracts/errors.js';
import type { FetchOptions } from './fetch.js';
import { npm } from './npm.js';
import type { PluginSource } from './source.js';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
interface Installed {
  readonly name: string;
  readonly entry: string;
}
const OURS = '@turnpike/';

/** Throws TURNPIKE_PLUGIN_INVALID for what is no package, ConflictError for one of ours. */
export async function installPackage(
  tarball: string,
  source: PluginSource,
  options: FetchOptions,
): Promise<Installed> {
  const unpacked = join(options.scratch, 'unpacked');
  await unpack(tarball, unpacked, source);
  const manifest = await manifestIn(unpacked, source);
  refuseOurs(manifest, source);
  const { name } = manifest;
  const entry = join('node_modules', name);
  if (needsOthers(manifest)) await withDependencies(tarball, manifest, options);
  else await unpack(tarball, join(options.into, entry), source);
  return { name, entry };
}

async function unpack(file: string, cwd: string, source: PluginSource): Promise<void> {
  await mkdir(cwd, { recursive: true });
  try {
    await extract({ file, cwd, strip: 1, strict: true, filter: isFile });
  } catch (error) {
    throw noPackage(source, `it cannot be unpacked: ${String((error as Error).message)}`, error);
  }
}

/** As npm does: no links, no devices. */
function isFile(_path: string, entry: Stats | ReadEntry): boolean {
  return 'type' in entry && ['File', 'OldFile', 'ContiguousFile', 'Directory'].includes(entry.type);
}

async function manifestIn(folder: string, source: PluginSource): Promise<Manifest> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
  if (text === undefined) throw noPackage(source, 'it has no package.json');
  let manifest: Partial<Manifest>;
  try {
    manifest = JSON.parse(text) as Partial<Manifest>;
  } catch (error) {
    throw noPackage(source, 'its package.json is no JSON', error);
  }
  const { name } = manifest;
  if (typeof name !== 'string' || !/^(@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*$/.test(name))
    throw noPackage(source, 'its package.json has no name that a package may have');
  return { ...manifest, name };
}

const needsOthers = ({ dependencies, optionalDependencies }: Manifest): boolean =>
  Object.keys({ ...dependencies, ...optionalDependencies }).length > 0;

/** Peers are not fetched: the host gives the SDK. */
async function withDependencies(
  tarball: string,
  { name }: Manifest,
  { into, env }: FetchOptions,
): Promise<void> {
  const packed = basename(tarball);
  await copyFile(tarball, join(into, packed));
  const dependencies = { [name]: `file:./${packed}` };
  await writeFile(join(into, 'package.json'), JSON.stringify({ private: true, dependencies }));
  await npm(['install', '--omit=dev', '--legacy-peer-deps', '--no-bin-links', '--loglevel=error'], {
    cwd: into,
    env,
    what: `install what ${name} depends on`,
  });
  await rm(join(into, packed));
}

function refuseOurs(manifest: Manifest, source: PluginSource): void {
  if (manifest.name.startsWith(OURS)) throw oursByName(manifest.name);
  const asked = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  const ours = asked.find((name) => name.startsWith(OURS));
  if (ours === undefined) return;
  throw noPackage(
    source,
    `it lists ${ours} in \`dependencies\`, which would fetch another one than that of this host`,
    undefined,
    `List ${ours} in \`peerDependencies\`: the host gives it.`,
  );
}

export function oursByName(name: string): ConflictError {
  return new ConflictError('TURNPIKE_CONFLICT', `${name} belongs to the platform itself.`, {
    wayOut:
      'It comes with the platform and is nothing to be added: turnpike plugin list shows what is installed. To have it run or not, name it in `plugins` or `run`.',
  });
}

function noPackage(
  { spec }: PluginSource,
  why: string,
  cause?: unknown,
  wayOut = 'Give a package that `npm pack` made, a folder with a package.json, or a single JavaScript file.',
): TurnpikeError {
  const message = `${spec} is no package of a plugin: ${why}.`;
  return new TurnpikeError('TURNPIKE_PLUGIN_INVALID', message, { file: spec, wayOut }, cause);
}
