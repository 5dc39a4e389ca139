/** Data never runs as code: scripts of jobs full of hostile text are executed, and must leave no trace of it. */
import { compileScript, createRegistry } from '@turnpike/plugin-build';
import { addons } from '@turnpike/plugin-addons';
import { deploys } from '@turnpike/plugin-deploys';
import { languages } from '@turnpike/plugin-languages';
import { services } from '@turnpike/plugin-services';
import type { JobPayload } from '@turnpike/sdk';
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const registry = createRegistry({ languages, addons, services, deploys });

/** Ways in which a text could get out of its quotes and leave a file named after it. */
const escapes = [
  '$(touch PLANTED)',
  '`touch PLANTED`',
  '"; touch PLANTED; "',
  "'; touch PLANTED; '",
  "\\'; touch PLANTED; \\'",
  '\n touch PLANTED\n',
  ']] || touch PLANTED || [[ x',
  ') ; touch PLANTED ; (',
  '}; touch PLANTED; {',
  '\\\\$(touch PLANTED)',
  '$((a[$(touch PLANTED)]))',
  '!touch PLANTED',
  '\u2028$(touch PLANTED)\u0007żółć\u{1f4a3}',
] as const;

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...escapes),
      fc.string({ maxLength: 12 }),
      fc.constant('x'.repeat(5000)),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((parts) => parts.join(''));

/** A job whose every text that is data, and not shell by its documentation, is hostile. */
function hostileJob(text: string, language: string, planted: string, script: string): JobPayload {
  const evil = text.replaceAll('PLANTED', planted);
  const definition = registry.languages.get(language);
  const versions = Object.fromEntries((definition?.matrix ?? []).map((key) => [key, evil]));
  return {
    config: {
      ...versions,
      language,
      os: 'linux',
      dist: evil,
      osx_image: evil,
      group: evil,
      git: { clone: false, depth: evil },
      podfile: evil,
      npm_registry: evil,
      workspaces: { use: [evil], create: { name: evil, paths: ['p'] } },
      r_packages: [evil],
      hxml: [evil],
      image: evil,
      services: [evil],
      install: 'skip',
      script,
      addons: {
        hosts: [evil],
        apt: { packages: [evil], sources: [evil, { sourceline: evil, key_url: evil }] },
        snaps: [evil, { name: evil, channel: evil }],
        sonarcloud: { organization: evil, token: evil, branches: [evil] },
        browserstack: { username: evil, access_key: 'k', local_identifier: evil, app_path: evil },
        coverity_scan: { project: evil, branch_pattern: evil, build_command: evil },
        sbom: { on: { branch: evil }, output_dir: evil, output_format: evil, input_dir: [evil] },
        mariadb: evil,
        rethinkdb: evil,
        hostname: evil,
        firefox: evil,
        chrome: evil,
        ssh_known_hosts: [evil],
        code_climate: { repo_token: evil },
        jwt: `NAME=${evil}`,
        deploy: { provider: evil, on: { branch: evil, repo: evil, python: evil } },
      },
    },
    repository: { slug: 'acme/rocket', default_branch: evil, id: 7 },
    job: {
      id: 1,
      number: evil,
      branch: evil,
      commit: evil,
      commit_message: evil,
      name: evil,
      stage_name: evil,
      tag: null,
      pull_request_head_branch: evil,
      restarted_by: evil,
      secure_env_enabled: true,
    },
    build: { id: 1, number: evil, event_type: evil },
    host: evil,
    vm_size: evil,
    npm_registry: evil,
    env_vars: [
      { name: evil, value: 'true', public: true },
      { name: 'HELD', value: `'${evil.replaceAll("'", `'\\''`)}'`, public: false },
    ],
    turnpike: { storage_url: 'http://127.0.0.1:9/s', job_token: 'token' },
  };
}

/** Commands that change the machine do nothing here; and where the tests are root, scripts are nobody. */
const harmless = [
  'sudo',
  'systemctl',
  'service',
  'apt-get',
  'wget',
  'ssh-keyscan',
  'curl',
  'sleep',
];

const nobody = 65_534;

async function plants(text: string, language: string, script = 'true'): Promise<readonly string[]> {
  const home = mkdtempSync(join(tmpdir(), 'turnpike-hostile-'));
  const planted = join(home, 'planted');
  const job = hostileJob(text, language, planted, script.replaceAll('PLANTED', planted));
  const { bash } = compileScript(registry, job, {
    now: '2024-03-01T12:00:00Z',
  });
  writeFileSync(join(home, 'build.sh'), bash);
  // The folder that scripts put first in PATH.
  mkdirSync(join(home, '.local/bin'), { recursive: true });
  for (const name of harmless)
    writeFileSync(join(home, '.local/bin', name), '#!/bin/sh\n', { mode: 0o755 });
  const isRoot = process.getuid?.() === 0;
  if (isRoot) execFileSync('chown', ['-R', `${nobody}:${nobody}`, home]);
  const user = isRoot ? { uid: nobody, gid: nobody } : {};
  await new Promise<void>((resolve) => {
    const env = { HOME: home, PATH: process.env['PATH'] };
    execFile('bash', [join(home, 'build.sh')], { env, cwd: home, timeout: 20_000, ...user }, () =>
      resolve(),
    );
  });
  // Folders may be called after the text, wherever the config names one.
  const found = readdirSync(home).filter((name) => name === 'planted');
  rmSync(home, { recursive: true, force: true });
  return found;
}

describe('hostile text', () => {
  it('would be noticed', async () => {
    expect(await plants('x', 'generic', 'touch PLANTED')).toEqual(['planted']);
  });

  it.each(escapes)('%j leaves nothing behind', { timeout: 300_000 }, async (text) => {
    expect(await plants(text, 'generic')).toEqual([]);
  });

  it.each(languages.map(({ id }) => id))('leaves nothing behind in %s', async (language) => {
    expect(await plants(escapes.join('x'), language)).toEqual([]);
  });

  it('in any mixture leaves nothing behind', { timeout: 300_000 }, async () => {
    const names = fc.constantFrom(...languages.map(({ id }) => id));
    await fc.assert(
      fc.asyncProperty(hostile, names, async (text, language) => {
        expect(await plants(text, language)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});
