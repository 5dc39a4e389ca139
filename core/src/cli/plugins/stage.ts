/** Brings a plugin as far as consent: fetched, read, its digest known. Nothing of it has run in this process. */
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sumsFile } from '../../host/added/check-integrity.js';
import { integrityOf, sumsOf } from '../../host/added/digest.js';
import type { AddedPlugin } from '../../host/added/lock-file.js';
import type { Environment } from '../../config/environment.js';
import { consentOf, type Consent } from '../../host/added/consent.js';
import { fetchPlugin } from './fetch.js';
import { SCRATCH } from './folder.js';
import { readPlugin } from './read-plugin.js';
import type { PluginSource } from './source.js';

export interface Staged {
  /** Under which it stands in the lock. */
  readonly name: string;
  /** What is said of each plugin in it. */
  readonly summaries: readonly { readonly id: string; readonly summary: string }[];
  /** By id of the plugin. */
  readonly asked: Readonly<Record<string, Consent>>;
  /** As it will stand in the lock. */
  readonly entry: Omit<AddedPlugin, 'consent' | 'enabled'>;
  /** Moves it to its place. */
  keep(): Promise<void>;
}

/** `work` has it until it ends; what is not kept then is gone. */
export async function withStaged<T>(
  source: PluginSource,
  dir: string,
  env: Environment,
  work: (staged: Staged) => Promise<T>,
): Promise<T> {
  const scratch = await mkdtemp(join(dir, SCRATCH));
  try {
    return await work(await stage(source, dir, scratch, env));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function stage(
  source: PluginSource,
  dir: string,
  scratch: string,
  env: Environment,
): Promise<Staged> {
  const into = join(scratch, 'content');
  await mkdir(into);
  const { entry, name: packageName, from } = await fetchPlugin(source, { into, scratch, env });
  const read = { scratch, path: join(into, entry), shownAs: source.spec };
  const { plugins, packaged } = await readPlugin(read);
  const ids = plugins.map(({ manifest }) => manifest.id);
  const name = packageName ?? ids[0] ?? '';
  const sums = await sumsOf(into);
  const integrity = integrityOf(sums);
  const folder = folderName(name, integrity);
  return {
    name,
    summaries: plugins.map(({ manifest: { id, summary } }) => ({ id, summary })),
    asked: Object.fromEntries(plugins.map((one) => [one.manifest.id, consentOf(one)])),
    entry: {
      from,
      version: packaged.version ?? null,
      sdk: packaged.sdk ?? null,
      folder,
      entry,
      integrity,
      plugins: ids,
    },
    async keep() {
      await rm(join(dir, folder), { recursive: true, force: true });
      await writeFile(sumsFile(dir, folder), sums);
      await rename(into, join(dir, folder));
    },
  };
}

/** Another content is another folder: a server that runs keeps the one that it has loaded. */
function folderName(name: string, integrity: string): string {
  const hex = Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex');
  return `${name.replace(/[^\w.-]+/g, '-').replace(/^[-.]+/, '')}-${hex.slice(0, 16)}`;
}
