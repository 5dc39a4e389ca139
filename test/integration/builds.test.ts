/** Small projects built by their compiled scripts with real tools. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { has, place, type Files, type Place } from './builds/build.js';
import { startStorage, type TestStorage } from './builds/storage.js';

let here: Place;
beforeAll(() => void (here = place()));
afterAll(() => here.remove());

const slow = { timeout: 240_000 } as const;

interface Sample {
  readonly name: string;
  /** Commands without which the sample cannot be built. */
  readonly needs: readonly string[];
  readonly files: Files;
  readonly config: Readonly<Record<string, unknown>>;
  readonly shows: string;
}

const samples: readonly Sample[] = [
  {
    name: 'c',
    needs: ['gcc', 'make'],
    files: {
      configure: '#!/bin/sh\necho "CC=$CC" > config.mk\n',
      Makefile: 'include config.mk\nmain: main.c\n\t$(CC) -o main main.c\ntest: main\n\t./main\n',
      'main.c': '#include <stdio.h>\nint main(void) { puts("c says hello"); return 0; }\n',
    },
    config: { language: 'c', before_script: 'chmod +x configure', compiler: 'gcc' },
    shows: 'c says hello',
  },
  {
    name: 'cpp with cmake',
    needs: ['g++', 'cmake', 'make'],
    files: {
      'CMakeLists.txt':
        'cmake_minimum_required(VERSION 3.5)\nproject(p CXX)\nenable_testing()\nadd_executable(p p.cpp)\nadd_test(p p)\n',
      'p.cpp': '#include <iostream>\nint main() { std::cout << "cpp says hello\\n"; }\n',
    },
    config: { language: 'cpp', script: ['cmake -S . -B out', 'cmake --build out', './out/p'] },
    shows: 'cpp says hello',
  },
  {
    name: 'node_js with npm ci',
    needs: ['node', 'npm'],
    files: {
      'package.json':
        '{"name":"p","version":"1.0.0","scripts":{"test":"node -e \\"console.log(\'node says hello\')\\""}}',
      'package-lock.json':
        '{"name":"p","version":"1.0.0","lockfileVersion":3,"requires":true,"packages":{"":{"name":"p","version":"1.0.0"}}}',
    },
    config: { language: 'node_js', node_js: process.versions.node.split('.')[0] },
    shows: '$ npm ci \n',
  },
  {
    name: 'python',
    needs: ['python3'],
    files: { 'requirements.txt': '', 'test_p.py': 'print("python says hello")\n' },
    config: { language: 'python', script: 'python test_p.py' },
    shows: 'python says hello',
  },
  {
    name: 'perl',
    needs: ['perl', 'make'],
    files: {
      'Makefile.PL': 'use ExtUtils::MakeMaker; WriteMakefile(NAME => "P", VERSION => "1");\n',
      'lib/P.pm': 'package P; our $VERSION = "1"; 1;\n',
      't/p.t': 'use Test::More tests => 1; ok(1, "perl says hello");\n',
    },
    config: { language: 'perl', install: 'true' },
    shows: 'All tests successful',
  },
  {
    name: 'rust',
    needs: ['cargo'],
    files: {
      'Cargo.toml': '[package]\nname = "p"\nversion = "0.1.0"\nedition = "2021"\n',
      'src/main.rs': 'fn main() {}\n#[test]\nfn says_hello() { assert_eq!(1 + 1, 2); }\n',
    },
    config: {
      language: 'rust',
      before_install: 'export CARGO_NET_OFFLINE=true',
      script: 'cargo test',
    },
    shows: 'test says_hello ... ok',
  },
  {
    name: 'java without a build tool',
    needs: ['javac'],
    files: {
      'Main.java':
        'class Main { public static void main(String[] a) { System.out.println("java says hello"); } }',
    },
    config: { language: 'java', install: 'javac Main.java', script: 'java Main' },
    shows: 'java says hello',
  },
  {
    name: 'go',
    needs: ['go'],
    files: {
      'go.mod': 'module example.org/p\n\ngo 1.18\n',
      'p_test.go':
        'package p\n\nimport "testing"\n\nfunc TestHello(t *testing.T) { t.Log("go says hello") }\n',
    },
    config: { language: 'go' },
    shows: 'TestHello',
  },
  {
    name: 'ruby',
    needs: ['ruby', 'rake'],
    files: { Rakefile: 'task(:default) { puts "ruby says hello" }\n' },
    config: { language: 'ruby' },
    shows: 'ruby says hello',
  },
  {
    name: 'php',
    needs: ['php'],
    files: { 'p.php': '<?php echo "php says hello\\n";' },
    config: { language: 'php', script: 'php p.php' },
    shows: 'php says hello',
  },
  {
    name: 'shell',
    needs: [],
    files: { 'test.sh': 'echo "shell says hello"\n' },
    config: { language: 'shell', script: ['bash test.sh', 'test -f test.sh'] },
    shows: 'shell says hello',
  },
];

describe('a small project', () => {
  for (const { name, needs, files, config, shows } of samples) {
    const missing = needs.filter((command) => !has(command));
    const title = missing.length > 0 ? `in ${name} (needs ${missing.join(', ')})` : `in ${name}`;
    it.skipIf(missing.length > 0)(title, slow, async () => {
      const { code, log } = await here.build(files, config);
      expect(log).toContain(shows);
      expect(code, log).toBe(0);
    });
  }
});

describe('a job', () => {
  it('waits and retries', slow, async () => {
    const { code, log } = await here.build(
      { 'flaky.sh': 'n=$(cat n 2>/dev/null || echo 0); echo $((n + 1)) > n; test "$n" -ge 1\n' },
      {
        language: 'shell',
        script: ['travis_retry bash flaky.sh', 'travis_wait 2 bash -c "sleep 0.2; echo waited"'],
      },
    );
    expect(log).toContain('failed. Retrying, 2 of 3.');
    expect(log).toContain('waited\n');
    expect(code, log).toBe(0);
  });

  it('runs after_failure, and no deployment, when its script fails', slow, async () => {
    const { code, log } = await here.build(
      {},
      {
        language: 'shell',
        script: 'false',
        after_failure: 'echo "failed with $TRAVIS_TEST_RESULT"',
        addons: { deploy: { provider: 'script', script: 'echo deployed', on: { branch: 'main' } } },
      },
    );
    expect(log).toContain('failed with 1\n');
    expect(log).not.toContain('deployed');
    expect(code).toBe(1);
  });

  it('deploys by a script, between its phases', slow, async () => {
    const { code, log } = await here.build(
      { 'deploy.sh': 'echo "deployed $TRAVIS_BRANCH"\n' },
      {
        language: 'shell',
        script: 'true',
        before_deploy: 'echo before',
        after_deploy: 'echo after',
        addons: {
          deploy: [
            { provider: 'script', script: 'bash deploy.sh', on: { branch: 'main' } },
            { provider: 'script', script: 'echo elsewhere', on: { branch: 'other' } },
          ],
        },
      },
    );
    expect(log).toMatch(/before\n[\s\S]*deployed main\n[\s\S]*after\n/);
    expect(log).toContain('because this branch is not permitted: main');
    expect(code, log).toBe(0);
  });

  it('is errored by a deployment that fails, unless that is allowed', slow, async () => {
    const deploy = { provider: 'script', script: 'exit 3', on: { branch: 'main' } };
    const config = { language: 'shell', script: 'true', after_script: 'echo the end' };
    const failed = await here.build(
      {},
      { ...config, addons: { deploy: { ...deploy, script: 'false' } } },
    );
    expect(failed.code).toBe(2);
    expect(failed.log).not.toContain('the end\n');
    const allowed = await here.build(
      {},
      { ...config, addons: { deploy: { ...deploy, allow_failure: true } } },
    );
    expect(allowed.log).toContain('the end\n');
    expect(allowed.code, allowed.log).toBe(0);
  });
});

describe.skipIf(!has('curl'))('with storage', () => {
  const token = 'the-job-token';
  let storage: TestStorage;
  beforeAll(async () => void (storage = await startStorage(token)));
  afterAll(() => storage.close());
  const access = () => ({ storage_url: storage.url, job_token: token });

  it('keeps a cache from job to job, and stores it only when it changed', slow, async () => {
    const config = {
      language: 'shell',
      cache: { directories: ['kept', '$HOME/.tool'] },
      script: [
        'cat kept/a "$HOME/.tool/b" || true',
        'test -f kept/a || echo one > kept/a',
        'test -f ~/.tool/b || echo two > ~/.tool/b',
      ],
    };
    const first = await here.build({}, config, access());
    expect(first.code, first.log).toBe(0);
    expect(
      [...storage.objects.keys()].filter((key) => key.startsWith('/storage/caches/main/')),
    ).toHaveLength(1);
    const second = await here.build({}, config, access());
    expect(second.log).toContain('one\ntwo\n');
    expect(second.log).toContain('nothing changed');
    const third = await here.build({}, { ...config, script: 'echo three > kept/c' }, access());
    expect(third.log).toContain('changes detected, packing new archive');
  });

  it('passes a workspace on to later jobs of the build', slow, async () => {
    const make = {
      language: 'shell',
      script: 'mkdir out && echo built > out/it',
      workspaces: { create: { name: 'w', paths: ['out'] } },
    };
    const use = { language: 'shell', script: 'cat out/it', workspaces: { use: 'w' } };
    expect((await here.build({}, make, access())).code).toBe(0);
    const { code, log } = await here.build({}, use, access());
    expect(log).toContain('built\n');
    expect(code, log).toBe(0);
  });

  it('leaves artifacts', slow, async () => {
    const { code, log } = await here.build(
      {},
      {
        language: 'shell',
        script: 'mkdir dist && echo data > "dist/a b.txt"',
        addons: { artifacts: { paths: ['dist'] } },
      },
      access(),
    );
    expect(log).toContain('1 files uploaded');
    expect([...storage.objects.keys()].some((key) => key.endsWith('/dist/a b.txt'))).toBe(true);
    expect(code).toBe(0);
  });

  it('never shows the token', slow, async () => {
    const { log } = await here.build(
      {},
      { language: 'shell', cache: { directories: ['x'] }, script: 'true' },
      access(),
    );
    expect(log).not.toContain(token);
  });
});

describe('services', () => {
  it.skipIf(!has('redis-server'))('start redis', slow, async () => {
    const { code, log } = await here.build(
      {},
      { language: 'shell', services: ['redis'], script: 'redis-cli ping' },
    );
    expect(log).toContain('PONG');
    expect(code, log).toBe(0);
  });

  it.skipIf(!has('psql') && !has('pg_ctl'))('start PostgreSQL', slow, async () => {
    const { code, log } = await here.build(
      {},
      {
        language: 'shell',
        services: ['postgresql'],
        script: 'psql -h 127.0.0.1 -U travis -c "select 41 + 1" travis',
      },
    );
    expect(log).toContain('42');
    expect(code, log).toBe(0);
  });
});
