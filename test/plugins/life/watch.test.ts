/** `turnpike start --watch`, as somebody uses it who writes a plugin. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startProcess, type PlatformProcess } from '../../support/process.js';

let folder = '';
let server: PlatformProcess;
const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
const plugin = (id: string, more: string): string => `
import { definePlugin } from '@turnpike/sdk';
import { word } from './word.js';
export const plugin = definePlugin({
  id: '${id}', summary: 'Answers.', ${more}
  permissions: { routes: ['GET /${id}'] },
  routes: () => [{ method: 'GET', path: '/${id}', allow: ['anonymous'], handle: async () => ({ body: { word } }) }],
});
`;
const answers = async (id: string): Promise<unknown> =>
  ((await (await fetch(`${server.url}/${id}`)).json()) as { readonly word: unknown }).word;
const starts = (): number => server.output().match(/^ready /gm)?.length ?? 0;
const said = (words: string): boolean => server.output().includes(words);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-watch-'));
  for (const name of ['swift', 'slow']) mkdirSync(join(folder, name));
  const packaged = '{"name": "it", "type": "module", "main": "index.js"}';
  for (const name of ['swift', 'slow']) write(`${name}/package.json`, packaged);
  // It is saved once more while the server starts.
  const saved = `start: async () => { if (word === 'zero') writeFileSync(new URL('word.js', import.meta.url), "export const word = 'one';"); },`;
  const imports = `import { writeFileSync } from 'node:fs';`;
  write('swift/index.js', `${imports}${plugin('swift', `replaceable: true, ${saved}`)}`);
  write('slow/index.js', plugin('slow', ''));
  write('swift/word.js', `export const word = 'zero';`);
  write('slow/word.js', `export const word = 'one';`);
  // As `npm link` does; what lies behind is what is watched and loaded.
  symlinkSync(join(folder, 'swift'), join(folder, 'link'));
  server = await startProcess({
    name: 'server',
    folder: join(folder, 'server'),
    args: ['--watch'],
    config: {
      http: { port: 0 },
      plugins: ['...', join(folder, 'link'), join(folder, 'slow')],
      worker: { executor: 'dummy' },
    },
  });
});
afterAll(async () => {
  await server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

it('puts a plugin that says so in its place, with all of its own modules, without a start', async () => {
  await expect.poll(() => answers('swift')).toBe('one');
  for (const word of ['two', 'three']) {
    write('swift/word.js', `export const word = '${word}';`);
    await expect.poll(() => answers('swift')).toBe(word);
  }
  expect(said('watch: swift replaced')).toBe(true);
  expect(starts()).toBe(1);
});

it('starts the rest anew, at the same address', async () => {
  write('slow/word.js', `export const word = 'two';`);
  await expect.poll(starts).toBe(2);
  expect(await answers('slow')).toBe('two');
  expect(await answers('swift')).toBe('three');
  expect(said('starting anew: slow: it does not say that it may be replaced')).toBe(true);
});

it('goes on as it was with what cannot be loaded, says where, and takes it once it can', async () => {
  write('swift/word.js', `export const word == 'four';`);
  await expect.poll(() => said('watch: it goes on as it was')).toBe(true);
  expect(said(join(folder, 'link'))).toBe(true);
  expect(await answers('swift')).toBe('three');
  write('swift/word.js', `export const word = 'four';`);
  await expect.poll(() => answers('swift')).toBe('four');
  expect(starts()).toBe(2);
});

it('goes on with the old one where the new one does not start', async () => {
  const failing = `replaceable: true, start: async () => { throw new Error('not today'); },`;
  write('swift/index.js', plugin('swift', failing));
  await expect.poll(() => said('swift goes on as it was')).toBe(true);
  expect(said('not today')).toBe(true);
  expect(await answers('swift')).toBe('four');
  expect(await server.stop()).toBe(0);
});
