/** `turnpike run`: a folder's jobs on this machine, with no server in sight. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { localRunPlace, type LocalRunPlace } from '../support/local-run.js';
import { until } from '../support/api-client.js';

const slow = { timeout: 300_000 } as const;
let place: LocalRunPlace | undefined;
function project(files: Readonly<Record<string, string>>): LocalRunPlace {
  place = localRunPlace(files);
  return place;
}
afterEach(() => place?.remove());

const WHOLE = `language: shell
branches: {only: nobody}
env:
  global:
    - secure: "YWJj"
    - TOKEN: {secure: "YWJj"}
  jobs: [WORD=one, WORD=two]
script: echo "$WORD $(cat file) token $TOKEN in $TRAVIS_JOB_NUMBER"
deploy: {provider: script, script: echo deploying, on: {all_branches: true}}
jobs:
  include:
    - stage: later
      name: last
      env: WORD=three
    - {stage: later, name: may fail, env: WORD=four, script: "false"}
    - {stage: later, name: elsewhere, os: osx}
  allow_failures: [{name: may fail}]
`;

describe('turnpike run', slow, () => {
  it('runs all jobs, stage after stage, of what is in the folder now', async () => {
    const { folder, run, write } = project({ '.travis.yml': WHOLE, file: 'old\n' });
    execFileSync('git', ['init', '-q', '-b', 'topic'], { cwd: folder });
    execFileSync('git', ['add', '-A'], { cwd: folder });
    const person = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
    execFileSync('git', [...person, 'commit', '-qm', 'First'], { cwd: folder });
    write({ file: 'new\n', '../values': 'TOKEN="very secret"\n' });
    const { code, out } = await run('--env-file', '../values', '--parallel', '2');
    expect(out).toContain('[1.1] one new token [secure] in 1.1\n');
    expect(out).toContain('[1.2] two new token [secure] in 1.2\n');
    expect(out).toMatch(/1\.2\] passed[^]*\[1\.3\] three new/);
    expect(out).not.toContain('very secret');
    expect(out).not.toContain('deploying');
    expect(out).toContain('1 file that is not committed');
    expect(out).toContain('Deployments are left out');
    expect(out).toContain('cannot be read here: a variable of env.');
    expect(out).toContain('Job 4 is left out: it needs os osx.');
    expect(out).toMatch(/ {2}1\.5 {2}failed {2}.*later {2}may fail {2}\(may fail\)\n/);
    expect(out).toMatch(/\npassed after \d+\.\d s\n$/);
    expect(code).toBe(0);
    expect(readdirSync(folder).toSorted()).toEqual(['.git', '.travis.yml', 'file']);
  });

  it('runs one job by name or number, deploys when told to, and exits as the job does', async () => {
    const { run } = project({ '.travis.yml': WHOLE, file: 'x\n' });
    const last = await run('last', '--deploy');
    expect(last.out).toContain('three x token');
    expect(last.out).toContain('in 1.3\n');
    expect(last.out).toContain('\ndeploying\n');
    expect(last.out).not.toContain('[1.');
    expect(last.code).toBe(0);
    expect((await run('nothing')).code).toBe(5);
    const { code, out } = await run('5', '--json');
    expect(code).toBe(0);
    const { jobs } = JSON.parse(out.slice(out.indexOf('\n{\n'))) as { jobs: unknown };
    expect(jobs).toMatchObject([{ number: '2.5', state: 'failed', allowFailure: true }]);
  });

  it('tells failed, errored and wrong configurations apart', async () => {
    const { run, write } = project({ '.travis.yml': 'language: shell\nscript: "false"\n' });
    expect((await run()).code).toBe(1);
    write({ '.travis.yml': 'language: shell\ninstall: test -d nowhere\nscript: "true"\n' });
    const errored = await run();
    expect(errored.out).toContain('failed and exited with 1');
    expect(errored.code).toBe(2);
    write({ '.travis.yml': 'script: [\n' });
    const broken = await run();
    expect(broken.out).toContain('(.travis.yml, line 1');
    expect(broken.code).toBe(2);
    write({ '.travis.yml': 'language: shell\nif: branch = other\nscript: "true"\n' });
    expect((await run()).code).toBe(1);
  });

  it('keeps caches for the next run, and hands workspaces and artifacts on within one', async () => {
    const { folder, run } = project({
      '.travis.yml': `language: shell
cache: {directories: [kept]}
jobs:
  include:
    - stage: make
      script: cat kept/a || echo "not yet"; echo "from before" > kept/a; mkdir out; echo made > out/it
      workspaces: {create: {name: w, paths: [out]}}
      addons: {artifacts: {paths: [out]}}
    - {stage: use, script: cat out/it, workspaces: {use: w}, cache: false}
`,
    });
    const first = await run('--artifacts', '../artifacts');
    expect(first.out).toContain('not yet');
    expect(first.out).toContain('[1.2] made\n');
    expect(first.code).toBe(0);
    const files = readdirSync(join(folder, '../artifacts'), { recursive: true }) as string[];
    const stored = files.find((file) => file.endsWith('out/it')) ?? '';
    expect(readFileSync(join(folder, '../artifacts', stored), 'utf8')).toBe('made\n');
    expect((await run('1')).out).toContain('from before');
    expect((await run('1', '--fresh')).out).toContain('not yet');
  });

  it('works in the folder itself only where told to, and by somebody who may', async () => {
    const files = {
      '.travis.yml': 'language: shell\nscript: pwd && echo made > "$TRAVIS_BUILD_DIR/it"\n',
    };
    // Not below /tmp: jobs have one of their own.
    place = localRunPlace(files, { ordinary: true, below: '/var/tmp' });
    const { folder, run } = place;
    const copied = await run();
    expect(copied.code, copied.out).toBe(0);
    expect(existsSync(join(folder, 'it'))).toBe(false);
    const { code, out } = await run('--in-place');
    expect(code, out).toBe(0);
    expect(out).toContain(`\n${folder}\n`);
    expect(readFileSync(join(folder, 'it'), 'utf8')).toBe('made\n');
    if (process.getuid?.() !== 0) return;
    place.remove();
    const refused = await project(files).run('--in-place');
    expect(refused.out).toContain('Run by root, jobs have another user');
    expect(refused.code).toBe(2);
  });

  it('goes without what was added to a server whose data belongs to somebody else, and says so', async () => {
    place = localRunPlace(
      { '.travis.yml': 'language: shell\nscript: echo built\n' },
      { ordinary: true, below: '/var/tmp' },
    );
    const server = join(place.folder, '../server');
    place.write({ '../turnpike.yml': `dataDir: ${server}\n` });
    mkdirSync(server, { mode: 0o000 });
    const { code, out } = await place.run('--config', '../turnpike.yml');
    expect(out).toContain(`are left out: ${server}/plugins.d cannot be read by this user`);
    expect(out).toContain('\nbuilt\n');
    expect(code, out).toBe(0);
  });

  it('has the submodules of the folder, and those that lie beside its origin', async () => {
    const { folder, run, write } = project({
      '.travis.yml': 'language: shell\nscript: cat here/s.txt there/s.txt here/deep/s.txt\n',
      '../deep/s.txt': 'deep\n',
      '../sub/s.txt': 'sub\n',
    });
    const git = (cwd: string, ...args: readonly string[]): string =>
      execFileSync(
        'git',
        [
          '-c',
          'user.name=t',
          '-c',
          'user.email=t@example.org',
          '-c',
          'protocol.file.allow=always',
          ...args,
        ],
        { cwd, encoding: 'utf8', stdio: 'pipe' },
      );
    const commitAll = (cwd: string): void => {
      git(cwd, 'init', '-q', '-b', 'main');
      git(cwd, 'add', '-A');
      git(cwd, 'commit', '-qm', 'First');
    };
    const beside = (name: string): string => join(folder, '..', name);
    commitAll(beside('deep'));
    commitAll(beside('sub'));
    git(beside('sub'), 'submodule', '--quiet', 'add', '../deep', 'deep');
    git(beside('sub'), 'commit', '-qm', 'Second');
    commitAll(folder);
    git(folder, 'clone', '-q', '--bare', folder, beside('origin.git'));
    git(folder, 'remote', 'add', 'origin', beside('origin.git'));
    for (const path of ['here', 'there'])
      git(folder, 'submodule', '--quiet', 'add', '../sub', path);
    git(folder, 'submodule', '--quiet', 'update', '--init', '--recursive', 'here');
    git(folder, 'commit', '-qm', 'Submodules');
    // What is in the folder counts: a commit that nobody has but it.
    write({ 'here/s.txt': 'changed here\n' });
    git(join(folder, 'here'), 'commit', '-qam', 'Only here');
    git(folder, 'commit', '-qam', 'With it');
    git(folder, 'submodule', '--quiet', 'deinit', '-f', 'there');
    const { code, out } = await run();
    expect(out).toContain('\nchanged here\nsub\ndeep\n');
    expect(code, out).toBe(0);
  });

  it('stops everything at Ctrl-C, and when it is killed', async () => {
    const { start, folder } = project({
      '.travis.yml': 'language: shell\nscript:\n  - echo begun; sleep 4321.5\n',
    });
    const begun = async (output: () => string): Promise<void> =>
      void (await until('the job', async () => output().includes('\nbegun\n') || undefined, 60));
    const first = start();
    await begun(first.output);
    first.child.kill('SIGINT');
    const { code, out } = await first.done;
    expect(code).toBe(130);
    expect(out).toMatch(/ {2}1\.1 {2}canceled/);
    expect(sleepers()).toEqual([]);

    const second = start();
    await begun(second.output);
    second.child.kill('SIGKILL');
    await second.done;
    await until('the end of its processes', async () => sleepers().length === 0 || undefined, 20);
    // The build that was left is not taken up again.
    const third = start();
    await begun(third.output);
    expect(sleepers()).toHaveLength(1);
    third.child.kill('SIGTERM');
    expect((await third.done).code).toBe(130);
    expect(existsSync(join(folder, '.git'))).toBe(false);
  });
});

function sleepers(): readonly string[] {
  const list = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' });
  return list.split('\n').filter((line) => /\d+ sleep 4321\.5/.test(line));
}
