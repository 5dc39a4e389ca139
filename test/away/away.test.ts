/**
 * As a stranger: everything is packed and installed in an empty folder by an ordinary user, plugins of every kind
 * are written, tested and loaded there, and a push is built. Nothing of the repository is opened meanwhile.
 */
import { execFileSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLUGIN_KINDS } from '../../core/src/cli/new-plugin/kinds.js';
import { root } from '../support/root.js';
import { registry } from './registry.js';
import { withoutRepository, type Stranger } from './stranger.js';

const MINUTES = 60_000;
const VARIANTS = [
  { variant: 'ts', flags: [] },
  { variant: 'js', flags: ['--javascript'] },
] as const;

describe.skipIf(!registry())('away from home', () => {
  let folder = '';
  let stranger: Stranger;
  let written: { readonly id: string; readonly dir: string; readonly variant: string }[] = [];
  let server: ChildProcess | undefined;

  const at = (...names: readonly string[]): string => join(folder, ...names);
  const run = (command: string, ...args: readonly string[]): string =>
    stranger.run(command, args, { cwd: at('plugins') });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'away-'));
    for (const name of ['packed', 'home', 'plugins', 'server']) mkdirSync(at(name));
    execFileSync(process.execPath, [join(root, 'scripts/pack.mjs'), at('packed')], {
      cwd: root,
      stdio: 'pipe',
    });
    stranger = withoutRepository(root, at('home'));
    chmodSync(folder, 0o755);
    if (stranger.uid !== undefined)
      for (const name of ['home', 'plugins', 'server'])
        chownSync(at(name), stranger.uid, stranger.uid);
  }, 20 * MINUTES);

  afterAll(() => {
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('cannot reach the repository', () => {
    expect(() => run('ls', join(root, 'package.json'))).toThrow();
  });

  it('packs every package without the sources, which no condition of another tool asks for', () => {
    const packages = readdirSync(at('packed'));
    expect(packages.map((name) => name.replace(/-\d.*$/, ''))).toEqual(
      expect.arrayContaining(['turnpike-core', 'turnpike-sdk', 'turnpike-ui', 'turnpike-turnpike']),
    );
    for (const file of packages) {
      const manifest = execFileSync('tar', ['xzOf', at('packed', file), 'package/package.json']);
      expect(manifest.toString(), file).not.toContain('"development"');
    }
  });

  it(
    'installs the command without a compiler',
    () => {
      const [product = ''] = readdirSync(at('packed')).filter((name) =>
        name.startsWith('turnpike-turnpike-'),
      );
      // Nothing may run on install: no compiler is asked for.
      run('npm', 'install', '-g', '--ignore-scripts', at('packed', product));
      expect(run('turnpike', '--version').trim()).toMatch(/^\d+\.\d+\.\d+$/);
    },
    20 * MINUTES,
  );

  it('writes a plugin of every kind, in TypeScript and JavaScript', () => {
    written = PLUGIN_KINDS.flatMap((kind) =>
      VARIANTS.map(({ variant, flags }) => {
        const printed = run(
          'turnpike',
          'plugin',
          'new',
          kind,
          `tiny-${variant}`,
          ...flags,
          '--json',
        );
        return { variant, ...(JSON.parse(printed) as { id: string; dir: string }) };
      }),
    );
    for (const { dir, variant } of written)
      expect(existsSync(join(dir, 'tsconfig.json')), dir).toBe(variant === 'ts');
  });

  it(
    'installs, checks, builds and tests all of them',
    () => {
      const manifest = { name: 'all', private: true, type: 'module', workspaces: ['*'] };
      writeFileSync(at('plugins/package.json'), JSON.stringify(manifest));
      run('npm', 'install');
      // One run for all, with the settings of each.
      writeFileSync(
        at('plugins/vitest.config.js'),
        "import { defineConfig, mergeConfig } from 'vitest/config';\n" +
          "import own from './tiny-ts/vitest.config.js';\n" +
          "const include = ['*/src/**/*.test.{js,ts}'];\n" +
          'export default defineConfig({ ...own, test: { ...own.test, include, maxWorkers: 2 } });\n',
      );
      for (const { dir, variant } of written)
        if (variant === 'ts') run('npm', 'run', 'build', '--workspace', dir);
      const checked = { extends: './tiny-ts/tsconfig.json', include: ['*/src/**/*.ts'] };
      writeFileSync(at('plugins/tsconfig.json'), JSON.stringify(checked));
      run('npx', '--no-install', 'tsc', '-p', 'tsconfig.json');
      const report = at('home/report.json');
      run('npx', '--no-install', 'vitest', 'run', '--reporter=json', `--outputFile=${report}`);
      const { numFailedTests, numPassedTests, testResults } = JSON.parse(
        stranger.run('cat', [report], { cwd: folder }),
      ) as { numFailedTests: number; numPassedTests: number; testResults: unknown[] };
      expect(numFailedTests).toBe(0);
      expect(numPassedTests).toBeGreaterThan(100);
      expect(testResults).toHaveLength(written.length);
    },
    30 * MINUTES,
  );

  it(
    'loads all of them in one server, in an empty folder, which builds a push',
    async () => {
      const config = {
        plugins: ['...', ...written.map(({ dir }) => dir)],
        http: { port: 0 },
        gatekeeper: { pollSeconds: { git: 1 } },
        log: { level: 'warn' },
      };
      writeFileSync(at('server/turnpike.yml'), JSON.stringify(config));
      const turnpike = (...args: readonly string[]): string =>
        stranger.run('turnpike', args, { cwd: at('server') });
      const listed = turnpike('plugin', 'list', '--json', '--config', 'turnpike.yml');
      const known = JSON.parse(listed) as { id: string; version: string }[];
      for (const { id } of written)
        expect(known).toContainEqual(expect.objectContaining({ id, version: '0.1.0' }));

      let output = '';
      const child = stranger.start('turnpike', ['start', '--config', 'turnpike.yml'], {
        cwd: at('server'),
      });
      server = child;
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (bytes: Buffer) => (output += bytes.toString()));
      await expect.poll(() => output, { timeout: 2 * MINUTES }).toMatch(/^ready http/m);
      expect(output).not.toMatch(/failed/);
      expect(existsSync(at('server/data/turnpike.db'))).toBe(true);

      const git = (...args: readonly string[]): string =>
        stranger.run('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...args], {
          cwd: at('server'),
        });
      git('init', '--quiet', '--bare', '-b', 'main', 'project.git');
      git('clone', '--quiet', 'project.git', 'work');
      const yml = '{ language: shell, script: echo built away from home }';
      stranger.run('sh', ['-c', 'printf %s "$1" > work/.travis.yml', 'sh', yml], {
        cwd: at('server'),
      });
      git('-C', 'work', 'add', '--all');
      git('-C', 'work', 'commit', '--quiet', '-m', 'First');
      git('-C', 'work', 'push', '--quiet', 'origin', 'HEAD:main');
      // Several providers here know folders; the new ones would be asked first.
      const project = at('server/project.git');
      turnpike('repo', 'add', project, '--provider', 'git', '--config', 'turnpike.yml');
      const passed = (): number => {
        const list = turnpike(
          'build',
          'list',
          'server/project',
          '--json',
          '--config',
          'turnpike.yml',
        );
        return [...list.matchAll(/^ {4}"state": "passed"/gm)].length;
      };
      const patience = { timeout: 3 * MINUTES, interval: 2_000 };
      await expect.poll(passed, patience).toBe(1);
      git('-C', 'work', 'commit', '--quiet', '--allow-empty', '-m', 'Second');
      git('-C', 'work', 'push', '--quiet', 'origin', 'HEAD:main');
      await expect.poll(passed, patience).toBe(2);
      child.kill('SIGTERM');
      await expect
        .poll(() => child.exitCode ?? child.signalCode, { timeout: MINUTES })
        .not.toBeNull();
    },
    10 * MINUTES,
  );
});
