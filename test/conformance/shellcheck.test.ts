/** Printed scripts of many kinds of jobs under shellcheck, and under bash's own parser. */
import { compileScript, createRegistry } from '@turnpike/plugin-build';
import { addons } from '@turnpike/plugin-addons';
import { deploys } from '@turnpike/plugin-deploys';
import { languages } from '@turnpike/plugin-languages';
import { services } from '@turnpike/plugin-services';
import type { JobPayload } from '@turnpike/sdk';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { newerThanBash3 } from './build/bash-3.js';

/** What is let pass, and why. */
const ignored: Readonly<Record<string, string>> = {
  SC1001: 'Words are escaped by backslashes; some of those are needless.',
  SC1003: 'A single-quoted text may hold quotes: it is the argument of travis_cmd.',
  SC1091: 'Files that a job sources are not there when the script is checked.',
  SC2002: 'Commands that users see keep the form in which they are documented.',
  SC2005: 'As SC2002.',
  SC2006: 'As SC2002.',
  SC2012: 'Folders of PostgreSQL are named by version numbers.',
  SC2016: 'Commands are quoted because travis_cmd evaluates them.',
  SC2024: 'The log of apt-get belongs to the user of the job.',
  SC2034: 'Used within commands that travis_cmd evaluates.',
  SC2046: 'As SC2002.',
  SC2086: 'As SC2002.',
  SC2102: 'As SC2002.',
  SC2155: 'A variable made by a command is checked by the commands that use it.',
  SC2160: 'Conditions are put together; some of their parts are constant.',
  SC2181: 'Conditions on the command before are part of recorded behaviour.',
  SC2317: 'Functions are for the commands of users, which shellcheck does not see.',
  SC2319: 'The result of a script is that of its last command, also within a condition.',
};

const registry = createRegistry({ languages, addons, services, deploys });

function job(config: Readonly<Record<string, unknown>>): JobPayload {
  return {
    config: { os: 'linux', dist: 'jammy', ...config },
    repository: { slug: 'acme/rocket', id: 7, default_branch: 'main' },
    job: { id: 1, number: '1.1', branch: 'main', commit: 'abc', secure_env_enabled: true },
    build: { id: 1, number: 1, event_type: 'push' },
    turnpike: { storage_url: 'http://127.0.0.1:1/storage', job_token: 'token' },
  };
}

function lots<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size));
}

const deployment = {
  script: './it',
  target: 'x',
  file: ['a', 'b c'],
  bucket: 'b',
  allow_failure: true,
};

const shell = { language: 'shell', script: ['true', "echo it's"] };
const jobs: Readonly<Record<string, JobPayload>> = {
  ...Object.fromEntries(
    languages.map(({ id, matrix = [] }) => [
      `language ${id}`,
      job({
        language: id,
        ...Object.fromEntries(matrix.map((key) => [key, '1.2'])),
        cache: { directories: ['a b'] },
      }),
    ]),
  ),
  ...Object.fromEntries(
    lots(addons, 3).map((some) => [
      `add-ons ${some.map(({ id }) => id).join(' ')}`,
      job({
        ...shell,
        addons: Object.fromEntries(
          some.map(({ id }) => [id, id === 'apt' ? { packages: ['a', 'b'] } : true]),
        ),
      }),
    ]),
  ),
  ...Object.fromEntries(
    lots(deploys, 4).map((some) => [
      `deploy ${some.map(({ id }) => id).join(' ')}`,
      job({
        ...shell,
        addons: { deploy: some.map(({ id }) => ({ ...deployment, provider: id })) },
      }),
    ]),
  ),
  ...Object.fromEntries(
    ['osx', 'windows', 'freebsd'].map((os) => [
      `node_js on ${os}`,
      job({ language: 'node_js', os, node_js: '20' }),
    ]),
  ),
  services: job({ ...shell, services: services.map(({ id }) => id) }),
  workspaces: job({ ...shell, workspaces: { use: ['w'], create: { name: 'n', paths: ['p'] } } }),
  variables: job({ ...shell, env: ['A=1 B="x y"', 'SECURE C=$(date)'] }),
};

const folder = mkdtempSync(join(tmpdir(), 'turnpike-shellcheck-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const files = Object.entries(jobs).map(([name, payload]) => {
  const file = join(folder, `${name.replaceAll(/\W/g, '-')}.sh`);
  writeFileSync(file, compileScript(registry, payload, { now: '2024-03-01T12:00:00Z' }).bash);
  return file;
});
const available = spawnSync('shellcheck', ['--version']).status === 0;

describe('printed scripts', () => {
  it('are bash', () => {
    for (const file of files)
      expect(spawnSync('bash', ['-n', file], { encoding: 'utf8' }).stderr).toBe('');
  });

  it('use nothing that bash 3.2 lacks', () => {
    for (const file of files) expect(newerThanBash3(readFileSync(file, 'utf8')), file).toEqual([]);
  });

  it.each([
    'echo "${x^^}"',
    'echo ${x,,}',
    'echo "${x@Q}"',
    'local -A map',
    'declare -n ref=x',
    'mapfile -t lines',
    'make &>>log',
    'make |& tee log',
    'case x in a) b ;;& esac',
    "printf '%(%s)T' -1",
    'now=$EPOCHREALTIME',
    'echo ${x:0:-1}',
    'echo ${x[-1]}',
    '[[ -v x ]]',
    'wait -n',
    'read -t 0.1 x',
    'exec {fd}>log',
    'for i in {1..9..2}; do :; done',
    'shopt -s globstar',
    "echo $'\\u00e4'",
    'x=$(case $y in a) echo b ;; esac)',
  ])('would not be let use %s', (line) => {
    // The end of a line counts in one of the rules.
    const script = line.includes(';;&') ? 'case x in\na) b ;;&\nesac' : line;
    expect(newerThanBash3(script)).not.toEqual([]);
  });

  it('may use what bash 3.2 has', () => {
    const fine =
      'x=${EPOCHREALTIME:-}; y="${EPOCHREALTIME/[.,]/}"; printf -v a %s b; a+=c; echo "${a: -1}" "${a#,}" "${a%%:*}" <<<x &>log; read -r -a words < <(ls); [[ $a =~ ^x$ ]]';
    expect(newerThanBash3(fine)).toEqual([]);
  });

  it.runIf(available || process.env['CI'])(
    'are clean under shellcheck',
    { timeout: 300_000 },
    () => {
      expect(files.length).toBeGreaterThanOrEqual(50);
      const { stdout, error } = spawnSync(
        'shellcheck',
        ['--shell=bash', '--format=gcc', `--exclude=${Object.keys(ignored).join(',')}`, ...files],
        { encoding: 'utf8' },
      );
      expect(error).toBeUndefined();
      expect(stdout).toBe('');
    },
  );
});
