import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineDeploy, type DeployDefinition, type PayloadConfig } from '@turnpike/sdk';
import { Shell, text } from '@turnpike/sdk/shell';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Compilation } from '../context.js';
import { printPlain } from '../program.js';
import { createRegistry } from '../parts.js';
import { deployAll } from './deploy.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deploy-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const moon: DeployDefinition = defineDeploy({
  id: 'moon',
  required: ['target', ['key', 'token', '$MOON_KEY']],
  run: (sh, options) => sh.cmd(`echo sent $(ls) ; touch ${text(options['target'])}`),
});

function compiled(config: PayloadConfig, definition = moon): string {
  const ctx = {
    payload: { job: { branch: 'main' }, repository: { slug: 'a/b' } },
    config: {},
  } as unknown as Compilation;
  const sh = new Shell('script');
  const registry = createRegistry({
    languages: [],
    addons: [],
    services: [],
    deploys: [definition],
  });
  deployAll(sh, ctx, registry, [{ provider: 'moon', on: 'main', ...config }]);
  return printPlain(sh.nodes);
}

/** What the deployment of a job on Linux prints, with the helpers that a script has. */
function deployed(config: PayloadConfig, env: Record<string, string> = {}, before = ''): string {
  const helpers = [
    'travis_terminate() { echo "terminated $1"; exit "$1"; }',
    'travis_fold() { :; }; travis_time_start() { :; }; travis_time_finish() { :; }',
    'travis_assert() { local code="${1:-$?}"; if ((code)); then travis_terminate 2; fi; }',
    'travis_cmd() { eval "$1"; local code=$?; if ((code)); then travis_terminate 2; fi; }',
  ];
  const script = [...helpers, before, compiled(config)].join('\n');
  try {
    return execFileSync('bash', ['-c', script], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { PATH: process.env['PATH'], TRAVIS_BRANCH: 'main', TRAVIS_OS_NAME: 'linux', ...env },
    });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

describe('a deployment', () => {
  it.each(['moon_base', 'moon-base', 'moonbase'])(
    'is found by an id as people write it: %s',
    (id) => {
      for (const provider of ['moon_base', 'moon-base', 'MoonBase']) {
        const options = { provider, target: 'x', key: 'k' };
        expect(compiled(options, { ...moon, id })).toContain('echo sent');
      }
    },
  );

  it('fails before it runs where an option is missing, and says which', () => {
    const text = deployed({ key: 'k' });
    expect(text).toContain('The deployment with moon needs target, which is not set.');
    expect(text).toContain('terminated 2');
    expect(text).not.toContain('sent');
  });

  it('takes a variable of the job for an option, where the provider reads it', () => {
    const without = deployed({ target: 'x' });
    expect(without).toContain('moon needs key or token or the variable MOON_KEY, which is not set');
    expect(without).not.toContain('sent');
    expect(deployed({ target: 'x' }, { MOON_KEY: 'k' })).toContain('sent');
    expect(deployed({ target: 'x', token: 't' })).toContain('sent');
  });

  it('is followed by the commands of run, each a failure of it', () => {
    const config = { target: 'x', key: 'k' };
    expect(deployed({ ...config, run: ['echo after', 'ls'] })).toMatch(/sent[^]*after\nx/);
    const failed = deployed({ ...config, run: ['false', 'echo never'] });
    expect(failed).toContain('terminated 2');
    expect(failed).not.toContain('never');
  });

  it.each([
    ['linux', true],
    ['osx', false],
    [['osx', 'linux'], true],
    [['windows', 'osx'], false],
  ])('is for the systems that on.os names: %j', (os, isDone) => {
    const text = deployed({ target: 'x', key: 'k', on: { branch: 'main', os } });
    expect(text.includes('sent')).toBe(isDone);
    if (!isDone) expect(text).toContain('this is not the required operating system');
  });

  it('puts what the build left aside with cleanup, and brings it back', () => {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
    git('init', '--quiet');
    writeFileSync(join(folder, 'kept'), 'a');
    git('add', '.');
    git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '-m', 'one');
    writeFileSync(join(folder, 'built'), 'b');
    const config = { target: 'x', key: 'k' };
    expect(deployed(config)).toContain('sent built kept');
    rmSync(join(folder, 'x'));
    expect(deployed({ ...config, cleanup: true })).toContain('sent kept');
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['built', 'kept', 'x']));
  });
});
