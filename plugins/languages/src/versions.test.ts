/** Every language that takes a version: with stubs of its tool, a job gets what it asks for, or errs. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LanguageDefinition, LanguageSteps } from '@turnpike/sdk';
import { helperFunctions } from '@turnpike/sdk/shell';
import { afterAll, describe, expect, it } from 'vitest';
import { languages } from './languages.js';
import { hiddenBy } from './shared/testing.js';

const folder = mkdtempSync(join(tmpdir(), 'turnpike-versions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Stub {
  readonly command: string;
  /** What the tool prints of itself. */
  readonly shows: string;
  readonly fits: readonly string[];
  readonly others: readonly string[];
}

const stub = (
  command: string,
  shows: string,
  fits: readonly string[],
  others: readonly string[],
): Stub => ({ command, shows, fits, others });

/** By config key. */
const stubs: Readonly<Record<string, Stub>> = {
  python: stub(
    'python',
    'Python 3.11.2',
    ['3.11', '3.11.2', '3'],
    ['3.1', '2.7', 'pypy3', 'pypy3.11', 'jython-3.11', 'graalpy', 'nightly', '3.12-dev', 'pyston'],
  ),
  node_js: stub(
    'node',
    'v20.20.2',
    ['20', '20.20', 'v20', 'iron', 'lts/iron', 'node', 'stable', 'lts/*'],
    ['2', '6', 'iojs', 'argon', 'boron', 'lts/argon', 'nightly', 'rc', 'krypton'],
  ),
  rvm: stub(
    'ruby',
    'ruby 3.1.2p20 (2022-04-12 revision 4491bb740a) [x86_64-linux-gnu]',
    ['3.1', '3.1.2', 'ruby-3.1'],
    ['2.7', 'jruby', 'jruby-9.1', 'rbx-3', 'truffleruby', 'ruby-head', '2022', 'ree', '20'],
  ),
  php: stub(
    'php',
    'PHP 8.2.7 (cli) (built: Jun  9 2023 19:37:27) (NTS)\nZend Engine v4.2.7',
    ['8.2', '8'],
    ['4.2', '9', 'hhvm', 'hhvm-3.30', 'nightly', 'master', '8.20'],
  ),
  perl: stub('perl', '5.36.0', ['5.36', '5.36.0'], ['5.3.6', 'blead', 'dev', '5.34', '6']),
  perl6: stub(
    'raku',
    'Welcome to Rakudo(tm) v2022.12.\nBuilt on MoarVM version 2022.07.',
    ['2022.12', 'latest', 'rakudo-2022.12'],
    ['2022.07', '2020.01', 'head'],
  ),
  go: stub(
    'go',
    'go version go1.19.8 linux/amd64',
    ['1.19', '1.19.x', 'go1.19', '1.19.8', 'stable'],
    ['1.1', '1.2', 'master', 'tip', '64', 'gccgo-1.19'],
  ),
  rust: stub(
    'rustc',
    'rustc 1.63.0 (4b91a6ea7 2022-08-08)',
    ['stable', '1.63.0', '1.63'],
    ['nightly', 'beta', '1.6', 'nightly-2022-08-08'],
  ),
  dart: stub(
    'dart',
    'Dart SDK version: 3.0.0 (stable) (Wed May 10 13:17:00 2023 +0000) on "linux_x64"',
    ['3.0.0', 'stable'],
    ['dev', 'beta', '2.19', '64'],
  ),
  julia: stub('julia', 'julia version 1.8.5', ['1.8', '1.8.5'], ['nightly', '1.5']),
  elixir: stub(
    'elixir',
    'Erlang/OTP 25 [erts-13.1.5]\n\nElixir 1.14.0 (compiled with Erlang/OTP 24)',
    ['1.14', '1.14.0'],
    ['25', '1.1', '13.1', '24'],
  ),
  otp_release: stub('erl', '25.2.3', ['25', '25.2'], ['25.3', '24', '2', 'R16B']),
  crystal: stub(
    'crystal',
    'Crystal 1.6.0 [abc] (2022-10-06)',
    ['1.6', 'stable'],
    ['1.5', 'nightly'],
  ),
  ghc: stub('ghc', '9.0.2', ['9.0', '9.0.2'], ['8.10', '9.2']),
  cabal: stub('cabal', '3.8.1.0', ['3.8'], ['3.0', '2.4', 'head']),
  haxe: stub('haxe', '4.2.5', ['4.2.5', '4.2'], ['4.0', 'development']),
  neko: stub('neko', '2.3.0', ['2.3.0'], ['2.2', '3']),
  r: stub(
    'R',
    'R version 4.2.2 Patched (2022-11-10 r83330) -- "Innocent and Trusting"',
    ['4.2', '4.2.2', 'release', 'bioc-release'],
    ['2022', '3.6', 'oldrel', 'devel', '4.20'],
  ),
  d: stub(
    'dmd',
    'DMD64 D Compiler v2.100.0',
    ['dmd', 'dmd-2.100.0'],
    ['dmd-2.10', 'dmd-nightly', 'dmd-64'],
  ),
  nix: stub('nix-env', 'nix-env (Nix) 2.8.0', ['2.8', '2.8.0'], ['2.3.6', '2.80']),
  dotnet: stub(
    'dotnet',
    '6.0.400 [/usr/share/dotnet/sdk]\n7.0.100 [/usr/share/dotnet/sdk]',
    ['6.0', '7.0.100', '6.0.400'],
    ['5.0', '3.1', '6.0.40'],
  ),
  mono: stub(
    'mono',
    'Mono JIT compiler version 6.8.0.105 (Debian 6.8.0.105+dfsg-3.3)',
    ['6.8', '6.8.0', 'latest'],
    ['5.2', 'alpha', 'beta', 'weekly', 'nightly'],
  ),
  lein: stub('lein', 'Leiningen 2.9.1 on Java 11.0.2 OpenJDK', ['2.9', '2.9.1'], ['2.5', '11.0']),
};

/** Keys of matrices that choose no installed tool, and what sees to them. */
const elsewhere: Readonly<Record<string, string>> = {
  jdk: 'tested below',
  matlab: 'tested below',
  scala: 'sbt fetches it',
  elm: 'npm fetches it',
  smalltalk: 'smalltalkCI fetches it',
  smalltalk_config: 'a file',
  smalltalk_vm: 'a file',
  gemfile: 'a file',
  solution: 'a file',
  compiler: 'a program, by its name',
  dart_task: 'a task',
  xcode_scheme: 'a name',
  xcode_sdk: 'a name',
};

/** Other keys that an answer depends on. */
const others: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  otp_release: { elixir: '1.14' },
};

const matrixOf = ({ matrix }: LanguageDefinition): readonly string[] => matrix ?? [];
const steps: readonly (keyof LanguageSteps)[] = ['configure', 'setup', 'setupCache'];

/** Runs what the language puts before the job's commands to have this version. */
function use(language: LanguageDefinition, key: string, version: string) {
  const { command, shows } = stubs[key] as Stub;
  const file = join(folder, command);
  writeFileSync(file, `#!/bin/sh\ncat <<'E'\n${shows}\nE\n`);
  chmodSync(file, 0o755);
  const all = steps.flatMap((step) => hiddenBy(language, step, { ...others[key], [key]: version }));
  const lines = all.filter((line) => line.startsWith('travis_use ') && line.includes(command));
  expect(lines.length).toBeGreaterThan(0);
  const script = lines.map((line) => `${line} || exit 3`).join('\n');
  return spawnSync('bash', ['-c', `exec 2>&1\n${helperFunctions(script)}${script}`], {
    encoding: 'utf8',
    env: { HOME: folder, PATH: `${folder}:/usr/bin:/bin` },
  });
}

const choosing = languages.flatMap((language) =>
  matrixOf(language).flatMap((key) => (stubs[key] ? [{ language, key, id: language.id }] : [])),
);

describe('the version that a job asks for', () => {
  it('is seen to for every key that makes a matrix', () => {
    const keys = languages.flatMap(matrixOf);
    expect(keys.filter((key) => !stubs[key] && !elsewhere[key])).toEqual([]);
    expect(choosing.length).toBeGreaterThan(20);
  });

  it.each(choosing)('is the one that is there, or an error: $id, $key', ({ language, key }) => {
    const { fits, others } = stubs[key] as Stub;
    for (const version of fits) {
      const { status, stdout } = use(language, key, version);
      expect([version, status, stdout]).toEqual([version, 0, stdout]);
      if (!/\d/.test(version) && version !== 'dmd') expect(stdout).toContain('taken is:');
    }
    for (const version of others) {
      const { status, stdout } = use(language, key, version);
      expect([version, status]).toEqual([version, 3]);
      expect(stdout).toContain('is not on this machine');
    }
  });

  it.each([
    ['openjdk17', 'travis_setup_jdk 17'],
    ['oraclejdk8u151', 'travis_setup_jdk 8'],
    ['1.8', 'travis_setup_jdk 8'],
  ])('names a release of the JDK: %s', (jdk, command) => {
    const java = languages.find(({ id }) => id === 'java') as LanguageDefinition;
    expect(hiddenBy(java, 'configure', { jdk })).toContain(command);
  });

  it.each(['openjdk-ea', 'openjdk', 'openjdk22-ea', 'graalvm'])(
    'is an error where it names none: %s',
    (jdk) => {
      const java = languages.find(({ id }) => id === 'java') as LanguageDefinition;
      const shown = hiddenBy(java, 'configure', { jdk }).join('\n');
      expect(shown).toContain('travis_terminate 2');
      expect(shown).not.toContain('travis_setup_jdk');
    },
  );
});
