import { describe, expect, it } from 'vitest';
import { declaredPlaces } from '../../host/declared-places.js';
import { withinPlaces } from './within-places.js';

async function* files(...paths: readonly string[]) {
  for (const path of paths) yield { path };
}
const part = (folder: string, ...paths: readonly string[]) => ({
  plugin: 'chat',
  name: 'rooms',
  folder,
  files: () => files(...paths),
});
const places = declaredPlaces(
  ['/var/lib/chat', { setting: 'store.dir' }, 'rooms of this machine'],
  { store: { dir: '/srv/rooms' } },
  '/data/chat',
);
const read = async (folder: string, ...paths: readonly string[]) => {
  const found: string[] = [];
  for await (const { path } of withinPlaces(part(folder, ...paths), places).files())
    found.push(path);
  return found;
};

describe('what a plugin hands the backup', () => {
  it.each(['/data/chat', '/data/chat/deep', '/var/lib/chat', '/srv/rooms/a'])(
    'may lie in %s, which it declares',
    async (folder) => {
      expect(await read(folder, 'a/b.txt', './c')).toEqual(['a/b.txt', './c']);
    },
  );

  it.each(['/data', '/data/chats', '/data/chat/../hub', '/etc', '/var/lib', '/'])(
    'may not lie in %s',
    (folder) => {
      expect(() => withinPlaces(part(folder), places)).toThrow(/^chat hands the backup/);
    },
  );

  it.each(['../key', 'a/../../key', '/data/key', '..'])('may not lead out: %s', async (path) => {
    await expect(read('/data/chat', 'fine', path)).rejects.toMatchObject({
      code: 'TURNPIKE_PLUGIN_PERMISSION',
      details: {
        plugin: 'chat',
        file: path,
        wayOut: expect.stringContaining('--without') as string,
      },
    });
  });
});
