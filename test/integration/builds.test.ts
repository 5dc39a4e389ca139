/** Jobs by their compiled scripts, run as they are: no platform, no executor. */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localRunPlace } from '../support/local-run.js';
import { has, place, type Place } from './builds/build.js';
import { startStorage, type TestStorage } from './builds/storage.js';

let here: Place;
beforeAll(() => void (here = place()));
afterAll(() => here.remove());

const slow = { timeout: 300_000 } as const;

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

/** Debian's smallest package with a program in it. */
const PACKAGE = 'hello';
const canInstall = process.getuid?.() === 0 && has('apt-get');

describe('Debian packages', () => {
  it.skipIf(!canInstall && !process.env['CI'])(
    'are installed by root, without a sudo of its own',
    slow,
    async () => {
      const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
      spawnSync('env', [...asRoot, 'apt-get', 'remove', '-yq', PACKAGE]);
      const config = { language: 'shell', addons: { apt: { packages: [PACKAGE] } } };
      const { code, log } = await here.build({}, { ...config, script: PACKAGE });
      expect(log).toContain('Hello, world!');
      expect(code, log).toBe(0);
    },
  );

  it.skipIf(!has('dpkg'))('are asked for where a job may not install them', slow, async () => {
    const config = { language: 'shell', addons: { apt: ['dpkg', 'no-such-package'] } };
    const missing = localRunPlace({ '.travis.yml': JSON.stringify({ ...config, script: 'true' }) });
    const { code, out } = await missing.run();
    expect(out).toContain('are not installed on this machine: dpkg, no-such-package');
    expect(code).toBe(2);
    missing.write({
      '.travis.yml': JSON.stringify({ language: 'shell', addons: { apt: 'dpkg' }, script: 'true' }),
    });
    const there = await missing.run();
    missing.remove();
    expect(there.out).toContain('Installed on this machine: dpkg');
    expect(there.code, there.out).toBe(0);
  });
});
