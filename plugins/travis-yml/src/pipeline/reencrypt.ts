import type { ConfigPorts, RepoRef } from '@turnpike/sdk';
import type { Raw, RawMap } from '../yaml/raw.js';
import { ownerOf } from './import-ref.js';

/**
 * Encrypted values of a file of another repository of the same owner, encrypted anew for the one
 * that is built. Values that the port cannot open stay as they are.
 */
export async function reencryptSecrets(
  root: RawMap,
  from: RepoRef,
  to: RepoRef,
  { reencrypt }: ConfigPorts,
): Promise<RawMap> {
  if (!reencrypt || from.slug === to.slug || ownerOf(from.slug) !== ownerOf(to.slug)) return root;
  const anew = async (secure: string): Promise<string> =>
    (await reencrypt(secure, from.slug, to.slug)) ?? secure;
  return walkMap(root, anew);
}

type Anew = (secure: string) => Promise<string>;

async function walkMap(map: RawMap, anew: Anew): Promise<RawMap> {
  const [first] = map.entries;
  const isSecure = first && map.entries.length === 1 && first.key.name === 'secure';
  const entries = await Promise.all(
    map.entries.map(async ({ key, value }) => ({
      key,
      value: isSecure ? await renewed(value, anew) : await walk(value, anew),
    })),
  );
  return { ...map, entries };
}

async function renewed(value: Raw, anew: Anew): Promise<Raw> {
  const isText = value.kind === 'scalar' && typeof value.value === 'string';
  return isText ? { kind: 'scalar', value: await anew(String(value.value)) } : value;
}

async function walk(value: Raw, anew: Anew): Promise<Raw> {
  if (value.kind === 'map') return walkMap(value, anew);
  if (value.kind === 'scalar') return value;
  return { ...value, items: await Promise.all(value.items.map((item) => walk(item, anew))) };
}
