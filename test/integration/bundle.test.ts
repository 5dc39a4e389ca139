/** What `npm run build` makes for `turnpike` to start from, and what plugins from elsewhere meet in it. */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root, turnpike } from '../support/process.js';

let folder = '';
const make = (): void => void (folder = mkdtempSync(join(tmpdir(), 'bundle-')));
const remove = (): void => rmSync(folder, { recursive: true, force: true });

function write(file: string, text: string, minute = 0): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  utimesSync(path, minute * 60, minute * 60);
  return path;
}
const node = (...args: readonly string[]): string =>
  execFileSync(process.execPath, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, NO_COLOR: '1' },
    encoding: 'utf8',
  });

describe('turnpike starts', () => {
  beforeEach(() => {
    make();
    cpSync(join(root, 'core/bin'), join(folder, 'core/bin'), { recursive: true });
    write('package.json', '{"type": "module"}');
    write('core/dist/cli.js', 'console.log("packages")');
    write('dist/cli.js', 'console.log("bundle")');
  });
  afterEach(remove);
  const started = (): string => node(join(folder, 'core/bin/turnpike.js')).trim();
  const record = (minute: number): string =>
    write('dist/bundle.json', '{"files": [], "inputs": ["../core/x", "../gone"]}', minute);

  it('the packages where no bundle is, or none that was finished', () => {
    expect(started()).toBe('packages');
  });

  it('the bundle, until a package was compiled after it', () => {
    write('core/x', '', 1);
    record(1);
    expect(started()).toBe('bundle');
    write('core/x', '', 2);
    expect(started()).toBe('packages');
    record(3);
    expect(started()).toBe('bundle');
  });
});

const TELLS = `
import { definePlugin } from '@turnpike/sdk';
import '@turnpike/sdk/outbound';
const at = (name) => import.meta.resolve(name).replace(ROOT, '');
const summary = ['@turnpike/sdk', '@turnpike/sdk/outbound'].map(at).join(' and ');
export const plugin = definePlugin({ id: 'ID', summary });
`;

describe('a plugin from elsewhere', () => {
  beforeAll(() => {
    make();
    mkdirSync(join(folder, 'linked/node_modules/@turnpike'), { recursive: true });
    symlinkSync(join(root, 'sdk'), join(folder, 'linked/node_modules/@turnpike/sdk'));
    const text = TELLS.replace('ROOT', JSON.stringify(pathToFileURL(root).href));
    write('linked/plugin.mjs', text.replace('ID', 'linked'));
    write('alone/plugin.mjs', text.replace('ID', 'alone'));
    write('some.yml', `plugins: ['...', './linked/plugin.mjs', './alone/plugin.mjs']\n`);
  });
  afterAll(remove);
  const summaries = (program: string): Record<string, string> => {
    const plugins = JSON.parse(
      node(program, 'plugin', 'list', '--json', '--config', join(folder, 'some.yml')),
    ) as { id: string; summary: string }[];
    return Object.fromEntries(plugins.map(({ id, summary }) => [id, summary]));
  };

  it('has the SDK of the bundle that runs, whether it finds our package or none', () => {
    const sdk = 'dist/sdk.js and dist/sdk.outbound.js';
    expect(summaries(turnpike), 'after `npm run build`').toMatchObject({ linked: sdk, alone: sdk });
  });

  it('has the SDK of the packages where those run, and the same plugins are there', () => {
    const packages = summaries(join(root, 'core/dist/cli.js'));
    const sdk = 'sdk/dist/index.js and sdk/dist/outbound.js';
    expect(packages).toMatchObject({ linked: sdk, alone: sdk });
    expect(Object.keys(packages)).toEqual(Object.keys(summaries(turnpike)));
  });

  const requiresModules = 'require_module' in process.features; // Node 20.19
  it.skipIf(!requiresModules)('may be CommonJS, and require the SDK', () => {
    write(
      'linked/plugin.cjs',
      `const { definePlugin } = require('@turnpike/sdk');
      exports.plugin = definePlugin({ id: 'common', summary: 'CommonJS.' });`,
    );
    write('common.yml', `plugins: ['...', './linked/plugin.mjs', './linked/plugin.cjs']\n`);
    // It was a matter of chance.
    for (let round = 0; round < 4; round += 1) {
      const listed = node(turnpike, 'config', 'check', '--config', join(folder, 'common.yml'));
      expect(listed).toMatch(/^ok/);
    }
  });

  it('may be one language of ours by its own name', () => {
    write('one.yml', "plugins: ['@turnpike/plugin-languages/elixir']\n");
    const listed = node(turnpike, 'plugin', 'list', '--json', '--config', join(folder, 'one.yml'));
    expect(listed).toContain('elixir');
  });
});
