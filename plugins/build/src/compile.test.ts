import { defineLanguage, type CompiledScript, type JobPayload } from '@turnpike/sdk';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createScriptCompiler } from './compile.js';

const generic = defineLanguage({ id: 'generic', aliases: ['shell'] });
const compiler = createScriptCompiler({
  languages: [generic],
  addons: [],
  services: [],
  deploys: [],
});

function payload(config: Record<string, unknown>, more: Partial<JobPayload> = {}): JobPayload {
  return {
    config: { language: 'generic', os: 'linux', git: { clone: false }, ...config },
    repository: { slug: 'acme/rocket' },
    job: { id: 1, number: '1.1', branch: 'main', commit: 'abc', secure_env_enabled: true },
    build: { id: 1, number: 1, event_type: 'push' },
    ...more,
  };
}

let home: string;
beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'turnpike-script-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

function compile(input: JobPayload): Promise<CompiledScript> {
  return compiler.compile({ payload: input, env: { now: '2024-03-01T12:00:00Z' } });
}

async function run(input: JobPayload): Promise<{ code: number; log: string }> {
  const { bash } = await compile(input);
  const file = join(home, 'build.sh');
  writeFileSync(file, bash);
  return new Promise((resolve) => {
    execFile(
      'bash',
      [file],
      { env: { HOME: home, PATH: process.env['PATH'] } },
      (error, stdout) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, log: stdout });
      },
    );
  });
}

describe('a compiled script', () => {
  it('runs the phases in one shell and passes', async () => {
    const { code, log } = await run(
      payload({
        before_install: 'X=1',
        script: ['echo "x is $X"', 'cd / && true', 'pwd'],
        after_success: 'echo fine',
      }),
    );
    expect(code).toBe(0);
    expect(log).toContain('x is 1\n');
    expect(log).toContain('\n/\n');
    expect(log).toContain('travis_fold:start:after_success\r\u001b[0K');
    expect(log).toMatch(
      /travis_time:end:[0-9a-f]{8}:start=\d+,finish=\d+,duration=\d+,event=script\r/,
    );
    expect(log.endsWith('\nDone. Your build exited with 0.\n')).toBe(true);
  });

  it('fails with 1 after a failed script command, having run the rest', async () => {
    const { code, log } = await run(
      payload({
        script: ['exit_code() { return 7; }; exit_code', 'echo second'],
        after_failure: 'echo "r=$TRAVIS_TEST_RESULT"',
      }),
    );
    expect(code).toBe(1);
    expect(log).toContain('second\n');
    expect(log).toContain('r=1\n');
  });

  it('is errored at once by a failed install', async () => {
    const { code, log } = await run(
      payload({ install: 'false', script: 'echo never', after_script: 'echo never' }),
    );
    expect(code).toBe(2);
    expect(log).not.toContain('never\n');
    expect(log).toContain('The command "false" failed and exited with 1 during install.');
  });

  it('shows secure variables as [secure] and drops them where they are not allowed', async () => {
    const config = { env: ['SECURE TOKEN=hunter22'], script: 'echo "have ${TOKEN:-none}"' };
    const full = await run(payload(config));
    expect(full.log).toContain('$ export TOKEN=[secure]\n');
    expect(full.log).toContain('have hunter22');
    const fork = payload(config);
    const { log } = await run({ ...fork, job: { ...fork.job, secure_env_enabled: false } });
    expect(log).toContain('have none');
    expect(log).not.toContain('hunter22');
  });

  it('never runs data as code', async () => {
    const evil = `$(touch ${home}/evil) \`touch ${home}/evil\` "; touch ${home}/evil; ' \n touch ${home}/evil`;
    const base = payload({
      script: 'echo "[$TRAVIS_COMMIT_MESSAGE]"',
      osx_image: evil,
      group: evil,
    });
    const { code, log } = await run({
      ...base,
      job: { ...base.job, commit_message: evil, branch: evil, name: evil },
    });
    expect(code).toBe(0);
    expect(log).toContain(`[${evil}]`);
    expect(existsSync(join(home, 'evil'))).toBe(false);
  });

  it('clones a local repository at the commit', async () => {
    const repo = join(home, 'repo');
    const git = (...args: string[]): string =>
      execFileSync(
        'git',
        ['-C', repo, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args],
        { encoding: 'utf8' },
      );
    execFileSync('git', ['init', '-q', '-b', 'main', repo]);
    writeFileSync(join(repo, 'hello.txt'), 'from the repository\n');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    const commit = git('rev-parse', 'HEAD').trim();
    const base = payload({ git: {}, script: 'cat hello.txt; pwd' });
    const { code, log } = await run({
      ...base,
      job: { ...base.job, commit },
      repository: { slug: 'acme/rocket', source_url: repo },
    });
    expect(log).toContain('from the repository\n');
    expect(log).toContain(`${home}/build/acme/rocket\n`);
    expect(code).toBe(0);
  });
});

describe('the compiler', () => {
  it('proposes an image, but none of a name that cannot be', async () => {
    expect((await compile(payload({ image: 'debian:12' }))).image).toBe('debian:12');
    const { image, messages } = await compile(payload({ image: 'debian:12; rm -rf /' }));
    expect(image).toBeUndefined();
    expect(messages).toMatchObject([{ level: 'warn', code: 'image_invalid' }]);
  });

  it('finds deployments where the user wrote them', async () => {
    const config = { script: 'true', deploy: { provider: 'x', on: { all_branches: true } } };
    const isDeployed = async (input: JobPayload): Promise<boolean> =>
      (await compile(input)).bash.includes("travis_fold start 'dpl_0'");
    expect(await isDeployed(payload(config, { turnpike: { run: 1 } }))).toBe(true);
    expect(await isDeployed(payload(config))).toBe(false);
  });

  it('turns a wrong config into a script that explains and exits 2', async () => {
    const wrong = payload({ env: [{ a: 'b' }], script: 'true' });
    const { messages } = await compile(wrong);
    expect(messages).toMatchObject([{ level: 'error', code: 'config_error' }]);
    const { code, log } = await run(wrong);
    expect(code).toBe(2);
    expect(log).toContain('Environment variables definition is incorrect.');
  });

  it('records nothing for an empty script list', async () => {
    expect((await run(payload({ script: [] }))).code).toBe(86);
  });

  it('has all stages in the tree, in order', async () => {
    const { tree, cacheSlug } = await compile(payload({ script: 'true', dist: 'focal' }));
    expect(tree).toHaveLength(24);
    expect(cacheSlug).toMatch(/^cache-linux-focal-[0-9a-f]{64}$/);
  });

  it('leaves out settings whose names are none', async () => {
    const env_vars = [
      { name: 'A; touch planted', value: '1', public: true },
      { name: 'GOOD', value: '2', public: true },
    ];
    const { bash, messages } = await compile(payload({ script: 'true' }, { env_vars }));
    expect(messages.map(({ code }) => code)).toEqual(['env_name_invalid']);
    expect([bash.includes('touch planted'), bash.includes('GOOD=2')]).toEqual([false, true]);
  });
});

describe('variables of a job', () => {
  const value = `a b & c (it's) "q" $HOME \`id\` \\ 🍌\nsecond line; touch /tmp/never\n`;
  const given = (more: object) =>
    payload({ script: 'printf "<%s>" "$V"' }, { env_vars: [{ name: 'V', value, ...more }] });

  it('that are text arrive exactly, whatever stands in them', async () => {
    const { code, log } = await run(given({ form: 'text', public: false }));
    expect(log).toContain(`<${value}>`);
    expect(code).toBe(0);
    expect((await run(given({ form: 'text', public: true }))).log).toContain(`<${value}>`);
  });

  it('that are shell source are read by the shell, as in payloads of Travis', async () => {
    const input = payload(
      { script: 'echo "<$V>"' },
      { env_vars: [{ name: 'V', value: '"a  b"' }] },
    );
    expect((await run(input)).log).toContain('<a  b>');
  });

  it('never keep a program from starting, however long they are', async () => {
    const input = payload(
      { script: ['ls / >/dev/null', 'echo "${#TRAVIS_COMMIT_MESSAGE} ${#BIG}"'] },
      { env_vars: [{ name: 'BIG', value: 'x'.repeat(200_000), form: 'text' }] },
    );
    const job = {
      ...input.job,
      commit_message: `\0${'é'.repeat(150_000)}`,
      name: 'n'.repeat(300_000),
    };
    const { code, log } = await run({ ...input, job });
    expect(code).toBe(0);
    expect(log).toContain('BIG takes 200004 bytes');
    expect(log).toMatch(/The message of the commit has 300001 bytes/);
    expect(log).toMatch(/(16383|3276[678]) 200000/);
  });

  it('that expansions make longer than programs can be given are kept to the script, and that is said', async () => {
    const big = (bytes: number) => `"$(printf '%${bytes}s' '')"`;
    const env = [
      `BIG=${big(131_072)} AFTER="$(ls / | wc -l)"`,
      `FITS=${big(131_071 - 'FITS='.length)}`,
      ...[1, 2, 3, 4].map((n) => `PART${n}=${big(130_000)}`),
    ];
    const script = [
      'ls / >/dev/null && echo "$AFTER ${#BIG} ${#FITS} ${#PART4}"',
      'bash -c \'echo "<${#BIG}> <${#FITS}> <${#PART1}>"\'',
    ];
    const { code, log } = await run(payload({ env, script }));
    expect(code).toBe(0);
    expect(log).toContain('BIG takes 131076 bytes, more than Linux gives a program');
    expect(log).toMatch(/PART4 takes 130006 bytes/);
    expect(log).not.toMatch(/FITS takes|PART[123] takes|AFTER takes|Argument list too long/);
    expect(log).toMatch(/[1-9]\d* 131072 131066 130000/);
    expect(log).toContain('<0> <131066> <130000>');
  });

  it('that a script makes too long are named at the command that cannot start, and the next one starts', async () => {
    const script = [
      'export BIG="$(printf "%200000s" "")"',
      'ls / >/dev/null',
      'ls / >/dev/null && echo "kept: ${#BIG}"',
    ];
    const { code, log } = await run(payload({ script }));
    expect(code).toBe(1);
    expect(log).toContain('BIG takes 200004 bytes, more than Linux gives a program');
    expect(log).toContain('The command "ls / >/dev/null" exited with 126.');
    expect(log).toContain('kept: 200000');
  });

  it('say where the pages really are, and whether there is sudo', async () => {
    const input = payload(
      {
        script:
          'echo "$TRAVIS_JOB_WEB_URL $TRAVIS_BUILD_WEB_URL <$TRAVIS_SUDO>"; (sudo -n true || [ $EUID = 0 ]) &>/dev/null && echo "sudo true" || echo "sudo false"',
      },
      { turnpike: { public_url: 'http://ci.example.com:3030/base/' } },
    );
    const { log } = await run(input);
    expect(log).toContain(
      'http://ci.example.com:3030/base/acme/rocket/jobs/1 http://ci.example.com:3030/base/acme/rocket/builds/1',
    );
    const [, told] = /<(true|false)>/.exec(log) ?? [];
    expect(log).toContain(`sudo ${told}`);
  });
});
