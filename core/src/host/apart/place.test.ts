import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeOf, type Place } from './place.js';

let folder = '';
const places: Place[] = [];
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'turnpike-place-')));
});
afterEach(async () => {
  for (const place of places.splice(0)) await place.dispose();
  await rm(folder, { recursive: true });
});

async function file(path: string, text = ''): Promise<string> {
  const at = join(folder, path);
  await mkdir(dirname(at), { recursive: true });
  await writeFile(at, text);
  return at;
}
async function placed(entry: string, secret: readonly string[] = []): Promise<Place> {
  const place = await placeOf(entry, secret);
  places.push(place);
  return place;
}
const canRead = ({ readable }: Place, path: string): boolean =>
  readable.some((one) => path === one || path.startsWith(`${one}/`));

describe('where a plugin runs that does not find the SDK', () => {
  it('is a copy of its package with the SDK beside it, and goes with it', async () => {
    await file('plugin/package.json', '{"name":"mine","type":"module"}');
    const entry = await file('plugin/src/index.js');
    await file('plugin/src/other.js');
    const place = await placed(entry);
    expect(place.entry).not.toContain(folder);
    expect(existsSync(join(dirname(place.entry), 'other.js'))).toBe(true);
    expect(existsSync(join(place.own, 'node_modules/@turnpike/sdk/package.json'))).toBe(true);
    expect(canRead(place, place.entry)).toBe(true);
    expect(canRead(place, entry)).toBe(false);
    await place.dispose();
    expect(existsSync(place.entry)).toBe(false);
  });

  it('holds no file that is to stay unread, though it lies beside', async () => {
    await file('package.json', '{"name":"operators-own"}');
    const secret = await file('turnpike.yml', 'tokens: {}');
    const entry = await file('greeting.mjs');
    const place = await placed(entry, [secret]);
    expect(existsSync(join(dirname(place.entry), 'turnpike.yml'))).toBe(false);
    expect(canRead(place, secret)).toBe(false);
    const below = await placed(await file('plugins/deep.mjs'), [secret, join(folder, 'data')]);
    expect(canRead(below, secret)).toBe(false);
  });

  it('knows where its files lie for good, and no others', async () => {
    const entry = await file('plugin/index.mjs');
    const panel = await file('plugin/panel.js');
    const outside = await file('key');
    await symlink(outside, join(folder, 'plugin/link.js'));
    const place = await placed(entry);
    const beside = (name: string) => place.originalOf(join(dirname(place.entry), name));
    expect(beside('panel.js')).toBe(panel);
    expect(beside('../key')).toBeUndefined();
    expect(beside('link.js')).toBeUndefined();
    expect(beside('not-there.js')).toBeUndefined();
    expect(place.originalOf(outside)).toBeUndefined();
  });
});

describe('where a plugin runs that finds the SDK', () => {
  it('is where it lies', async () => {
    const entry = await file('plugin/index.mjs');
    await file('plugin/node_modules/@turnpike/sdk/package.json', '{"name":"@turnpike/sdk"}');
    const place = await placed(entry);
    expect(place.entry).toBe(entry);
    expect(canRead(place, join(folder, 'plugin/node_modules/@turnpike/sdk'))).toBe(true);
    expect(canRead(place, join(folder, 'key'))).toBe(false);
    await place.dispose();
    expect(existsSync(entry)).toBe(true);
  });
});
