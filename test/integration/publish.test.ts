/** `lerna version` and `lerna publish`, dry: in a copy of the tree, with a registry that only writes down what it gets. */
import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/root.js';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}
interface Published {
  readonly name: string;
  readonly access: string;
  readonly versions: Readonly<Record<string, Manifest>>;
}

const folders = [
  'core',
  'sdk',
  'ui',
  ...readdirSync(join(root, 'plugins')).map((one) => `plugins/${one}`),
];
const packages = [...folders, 'config/package'];

describe('a release', () => {
  let copy = '';
  let registry: Server;
  const received: Published[] = [];
  const at = (...names: readonly string[]): string => join(copy, ...names);
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: copy, encoding: 'utf8' }).trim();
  const manifest = (folder: string): Manifest =>
    JSON.parse(readFileSync(at(folder, 'package.json'), 'utf8')) as Manifest;

  /** Nothing outside is asked: the registry that npm knows is ours. */
  async function lerna(...args: readonly string[]): Promise<void> {
    const { port } = registry.address() as AddressInfo;
    const env = { ...process.env, npm_config_registry: `http://127.0.0.1:${port}` };
    const program = join(root, 'node_modules/lerna/dist/cli.js');
    await promisify(execFile)(
      process.execPath,
      [program, ...args, '--yes', '--no-progress', '--loglevel=error'],
      {
        cwd: copy,
        env,
        maxBuffer: 64 * 1_048_576,
      },
    );
  }

  beforeAll(async () => {
    copy = mkdtempSync(join(tmpdir(), 'release-'));
    const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split(
      '\0',
    );
    for (const file of files)
      if (file && existsSync(join(root, file))) cpSync(join(root, file), at(file));
    for (const folder of folders)
      cpSync(join(root, folder, 'dist'), at(folder, 'dist'), { recursive: true });
    for (const folder of ['.', ...folders])
      if (existsSync(join(root, folder, 'node_modules')))
        symlinkSync(join(root, folder, 'node_modules'), at(folder, 'node_modules'));
    git('init', '--quiet', '-b', 'main');
    git('config', 'user.name', 'Ada');
    git('config', 'user.email', 'ada@example.com');
    writeFileSync(at('.git/info/exclude'), 'node_modules\n.npmrc\n');
    git('add', '--all');
    git('commit', '--quiet', '-m', 'First');
    registry = createServer((request, response) => {
      void (async () => {
        if (request.method === 'PUT') received.push((await json(request)) as Published);
        response.statusCode = request.method === 'PUT' ? 201 : 404;
        response.end('{}');
      })();
    });
    await once(registry.listen(0, '127.0.0.1'), 'listening');
    writeFileSync(
      at('.npmrc'),
      `//127.0.0.1:${(registry.address() as AddressInfo).port}/:_authToken=x\n`,
    );
  }, 300_000);
  afterAll(() => {
    registry?.close();
    rmSync(copy, { recursive: true, force: true });
  });

  it('has one version everywhere, in the tagged commit', async () => {
    await lerna('version', '9.8.7', '--no-push');
    expect(git('tag')).toBe('v9.8.7');
    expect(git('status', '--porcelain')).toBe('');
    for (const folder of packages) {
      const { version, dependencies = {} } = manifest(folder);
      expect(version, folder).toBe('9.8.7');
      const ours = Object.entries(dependencies).filter(([name]) => name.startsWith('@turnpike/'));
      for (const [name, range] of ours) expect(range, `${folder}: ${name}`).toBe('9.8.7');
    }
    expect(git('show', 'v9.8.7:core/src/host/sdk-version.ts')).toContain("'9.8.7'");
    expect(git('show', 'v9.8.7:package-lock.json')).toContain('"version": "9.8.7"');
  }, 300_000);

  it('publishes every package, for everybody', async () => {
    await lerna('publish', 'from-package');
    const names = packages.map((folder) => manifest(folder).name);
    expect(received.map(({ name }) => name).sort()).toEqual(names.sort());
    for (const { name, access, versions } of received) {
      expect(access, name).toBe('public');
      expect(Object.keys(versions), name).toEqual(['9.8.7']);
    }
    expect(git('status', '--porcelain')).toBe('');
  }, 600_000);
});
