/** Which added plugins could be upgraded, as far as where they came from tells. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isTurnpikeError } from '../../contracts/errors.js';
import type { Environment } from '../../config/environment.js';
import { integrityOf } from '../../host/added/digest.js';
import type { AddedPlugin, AddedPlugins } from '../../host/added/lock-file.js';
import { npm } from './npm.js';
import { packageName } from './source.js';

export interface Outdated {
  readonly name: string;
  readonly version: string | null;
  /** What an upgrade would bring; null: nothing new, or nobody can tell. */
  readonly wanted: string | null;
  /** The registry's newest, whatever range was asked for. */
  readonly latest: string | null;
  /** Why nobody can tell. */
  readonly unknown: string | null;
}

export async function outdatedPlugins(
  plugins: AddedPlugins,
  env: Environment,
): Promise<readonly Outdated[]> {
  const all = await Promise.all(
    Object.entries(plugins).map(([name, entry]) => lookAt(name, entry, env)),
  );
  return all.filter(({ wanted, latest, unknown }) => (wanted ?? latest ?? unknown) !== null);
}

async function lookAt(name: string, entry: AddedPlugin, env: Environment): Promise<Outdated> {
  const nothing = { name, version: entry.version, wanted: null, latest: null, unknown: null };
  try {
    return { ...nothing, ...(await newerOf(entry, env)) };
  } catch (error) {
    if (!isTurnpikeError(error)) throw error;
    return { ...nothing, unknown: error.message };
  }
}

type Newer = Partial<Pick<Outdated, 'wanted' | 'latest' | 'unknown'>>;

async function newerOf({ from, version }: AddedPlugin, env: Environment): Promise<Newer> {
  if (from.kind === 'registry') return newerInRegistry(from.spec, version, env);
  if (!existsSync(from.spec)) return { unknown: `${from.spec} is not there any more.` };
  if (from.kind === 'folder') return newerInFolder(from.spec, version);
  const isSame = integrityOf(await readFile(from.spec)) === from.integrity;
  return isSame ? {} : { wanted: 'changed' };
}

async function newerInRegistry(
  spec: string,
  version: string | null,
  env: Environment,
): Promise<Newer> {
  const newest = async (of: string) => {
    const args = ['view', of, 'version', '--json', '--prefer-online'];
    const printed = await npm(args, { cwd: tmpdir(), env, what: `look for ${of}` });
    const found: unknown = printed.trim() === '' ? null : JSON.parse(printed);
    return String((Array.isArray(found) ? (found as unknown[]).at(-1) : found) ?? '');
  };
  const name = packageName(spec);
  const [wanted, latest] = await Promise.all([newest(spec), newest(`${name}@latest`)]);
  const other = (found: string) => (found === version || found === '' ? null : found);
  return { wanted: other(wanted), latest: other(latest) };
}

/** A folder with the same version in its package.json counts as the same. */
async function newerInFolder(folder: string, version: string | null): Promise<Newer> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
  const { version: there } = JSON.parse(text) as { readonly version?: string };
  return there === undefined || there === version ? {} : { wanted: there };
}
