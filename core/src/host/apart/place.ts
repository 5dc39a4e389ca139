/** Where a plugin lies, what of its surroundings it may read, and the SDK where it finds it. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { liesIn } from '../paths.js';
import { modulesAbove, platformPlaces, realPlaces } from './platform-places.js';

export interface Place {
  /** The module itself, absolute, where links lead. */
  readonly entry: string;
  readonly readable: readonly string[];
  /** Of what belongs to the plugin itself. */
  readonly own: string;
  /** Where a file of its own lies for good; undefined: it is none of its own. */
  originalOf(file: string): string | undefined;
  dispose(): Promise<void>;
}

/**
 * `entry`: where it was found. A plugin that does not find the SDK from there is copied, with the SDK beside it: Node
 * has no way to lend it in a process without threads. `secret`: paths that it may not read, which may lie beside it.
 */
export async function placeOf(entry: string, secret: readonly string[]): Promise<Place> {
  const file = realpathSync(entry);
  const own = ownFolder(file, secret);
  const originals = (place: string) => (path: string) => {
    const original = resolve(own, relative(place, path));
    return existsSync(original) && isWithin(own, realpathSync(original)) ? original : undefined;
  };
  if (sdkOf(file) !== undefined)
    return {
      ...readableFrom(file, own),
      originalOf: originals(own),
      dispose: async () => undefined,
    };
  const scratch = realpathSync(await mkdtemp(join(tmpdir(), 'turnpike-plugin-')));
  const copy = join(scratch, basename(own));
  await cp(own, copy, { recursive: true });
  await laySdk(scratch);
  // With a name, so that nobody looks for one further up, where it may not read.
  const type = moduleType(own);
  const manifest = { name: basename(own), private: true, ...(type === undefined ? {} : { type }) };
  await writeFile(join(scratch, 'package.json'), JSON.stringify(manifest));
  return {
    ...readableFrom(join(copy, relative(own, file)), scratch),
    originalOf: originals(copy),
    dispose: () => rm(scratch, { recursive: true, force: true }),
  };
}

const isWithin = (folder: string, path: string): boolean => path === folder || liesIn(folder, path);

function readableFrom(entry: string, own: string): Pick<Place, 'entry' | 'own' | 'readable'> {
  const places = [own, ...modulesAbove(dirname(entry)), ...sdkPlaces(entry), ...platformPlaces()];
  return { entry, own, readable: [...realPlaces(places), ...manifestsAbove(dirname(entry))] };
}

/** Node looks for them, whether they are there or not, to know what a `.js` file is. */
function manifestsAbove(folder: string): readonly string[] {
  const above = dirname(folder);
  const own = join(folder, 'package.json');
  return above === folder ? [own] : [own, ...manifestsAbove(above)];
}

/** Its SDK may be linked from anywhere. */
function sdkPlaces(file: string): readonly string[] {
  const found = sdkOf(file);
  return found === undefined ? [] : [found, ...modulesAbove(found)];
}

/** Its package, else its folder, else the file alone: the largest that holds nothing which is to stay unread. */
function ownFolder(file: string, secret: readonly string[]): string {
  const candidates = [packageFolder(dirname(file)), dirname(file)];
  const found = candidates.find(
    (folder) => folder !== undefined && !secret.some((path) => liesIn(folder, path)),
  );
  return found ?? file;
}

function packageFolder(folder: string): string | undefined {
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest)) {
    const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly name?: unknown };
    if (typeof name === 'string') return folder;
  }
  return dirname(folder) === folder ? undefined : packageFolder(dirname(folder));
}

/** As Node would take its files where they lie; undefined: nobody says, so it looks into each. */
function moduleType(place: string): string | undefined {
  const manifest = join(place, 'package.json');
  if (existsSync(manifest)) {
    const { type } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly type?: unknown };
    return typeof type === 'string' ? type : undefined;
  }
  return dirname(place) === place ? undefined : moduleType(dirname(place));
}

function sdkOf(file: string): string | undefined {
  try {
    return dirname(realpathSync(createRequire(file).resolve(`${SDK}/package.json`)));
  } catch {
    return undefined;
  }
}
const SDK = '@turnpike/sdk';

async function laySdk(scratch: string): Promise<void> {
  const folder = join(scratch, 'node_modules/@turnpike');
  await mkdir(folder, { recursive: true });
  await symlink(sdkOf(import.meta.url) ?? '', join(folder, 'sdk'));
}
