/** Jobs do not see each other, whoever the server is: each case runs in a process of its own, as root and as not. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const isRoot = process.getuid?.() === 0;
/** Somebody else than root, to the kernel and to the server; whose files are still those of whoever runs the tests. */
const ORDINARY = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];
const FIRST = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'];

interface Case {
  readonly config?: object;
  readonly hide?: readonly string[];
  readonly seal?: readonly string[];
  /** Repository of the second job. */
  readonly source?: string;
  readonly commit?: string;
  /** Prints READY and waits for `/tmp/go`. */
  readonly first?: string;
  /** `@HOME@` is the first one's home. */
  readonly second: string;
  /** How often the second runs. */
  readonly times?: number;
}
interface Outcome {
  readonly home: string;
  readonly first: string;
  readonly second: string;
  readonly warnings: readonly string[];
  readonly zombies: number;
}

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apart-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function play(form: readonly string[], what: Case): Outcome {
  const node = [
    process.execPath,
    '-C',
    'turnpike-source',
    '--import',
    'tsx',
    '--input-type=module',
  ];
  const [program = '', ...args] = [...form, ...node, '-e', WORKER];
  const { stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, FOLDER: folder, CASE: JSON.stringify(what), MODULE },
  });
  const line = stdout.split('\n').find((text) => text.startsWith('{'));
  if (line === undefined) throw new Error(`${stdout}${stderr}`);
  return JSON.parse(line) as Outcome;
}

/** Not below a folder of which each job has its own, as the tests themselves may be. */
function placeOutside(): string {
  const places = [join(process.cwd(), 'node_modules'), homedir(), '/opt', '/srv'];
  const isOwn = (path: string): boolean => /^\/(tmp|var\/tmp|dev\/shm)(\/|$)/.test(path);
  const found = places.find((place) => existsSync(place) && !isOwn(realpathSync(place)));
  if (found === undefined) throw new Error(`none of ${places.join(', ')} is outside of /tmp`);
  return found;
}

const MODULE = new URL('./index.ts', import.meta.url).href;
const WORKER = `
  const { createLocalExecutor, Config } = await import(process.env.MODULE);
  const { join } = await import('node:path');
  const { writeFileSync, readdirSync, readFileSync } = await import('node:fs');
  const log = { debug() {}, info() {}, warn() {}, error() {}, child: () => log };
  const what = JSON.parse(process.env.CASE);
  const executor = await createLocalExecutor({
    config: Config.parse(what.config ?? {}), folder: join(process.env.FOLDER, 'data', 'executor-local'),
    hide: what.hide ?? [], seal: what.seal ?? [], log,
  });
  let number = 0;
  async function begin(script, source) {
    const turnpike = source ? { clone: { url: 'file://' + source } } : {};
    const payload = { config: {}, repository: { slug: 'a/b' }, job: { id: 1, commit: what.commit }, turnpike };
    const spec = { run: { jobId: ++number, run: 1 }, payload, services: [], env: {}, limits: { hardSeconds: 50, logBytes: 1e6 } };
    const instance = await executor.start(spec, new AbortController().signal);
    const { output, exit } = instance.run(Buffer.from(script));
    const state = { text: '' };
    const done = (async () => {
      for await (const chunk of output) state.text += Buffer.from(chunk).toString().replaceAll('\\r\\n', '\\n');
      await exit;
      await instance.stop();
    })();
    return { state, done };
  }
  let home = '', first;
  if (what.first !== undefined) {
    const wait = 'while [ ! -e /tmp/go ]; do sleep 0.02; done';
    first = await begin('echo "$HOME"; ' + what.first.replace('READY', 'echo READY; ' + wait));
    while (!first.state.text.includes('READY')) await new Promise((go) => setTimeout(go, 10));
    home = first.state.text.split('\\n')[0];
  }
  let second = '';
  for (let time = 0; time < (what.times ?? 1); time++) {
    const job = await begin(what.second.replaceAll('@HOME@', home), what.source);
    await job.done;
    second += job.state.text;
  }
  if (first) {
    writeFileSync(join(home, '../tmp/go'), '');
    await first.done;
  }
  const states = readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name)).flatMap((name) => {
    try { return [readFileSync('/proc/' + name + '/stat', 'utf8')] } catch { return [] }
  });
  const zombies = states.filter((text) => new RegExp('[)] Z ' + process.pid + ' ').test(text)).length;
  console.log(JSON.stringify({ home, first: first?.state.text ?? '', second, warnings: executor.warnings, zombies }));
  await executor.close();`;

const FORMS: readonly (readonly [string, readonly string[]])[] = isRoot
  ? [
      ['root', []],
      ['an ordinary user', ORDINARY],
    ]
  : [['an ordinary user', []]];

/** Where the kernel allows no namespaces all of this is said at boot instead: see the warnings. */
const hasNamespaces =
  spawnSync('unshare', [
    ...(isRoot ? [] : ['--user', '--map-root-user']),
    '--mount',
    '--pid',
    '--fork',
    'true',
  ]).status === 0;

describe.runIf(hasNamespaces).each(FORMS)(
  'jobs of a server that is %s',
  { timeout: 120_000 },
  (name, form) => {
    it('neither read nor change the home of one that runs beside them, though they know its path', () => {
      const { first, second } = play(form, {
        first: 'echo source > src.txt; READY; cat src.txt; ls',
        second:
          'cat @HOME@/src.txt; echo evil > @HOME@/src.txt; echo evil > @HOME@/../planted; ls -d @HOME@; ls -A "$(dirname "$(dirname @HOME@)")" | wc -l',
      });
      expect(second.match(/No such file or directory/g)).toHaveLength(4);
      expect(first).toMatch(/READY\nsource\nsrc.txt\n$/);
    });

    it.each(['/tmp', '/var/tmp', '/dev/shm'])(
      'have %s for themselves, and leave nothing there',
      (place) => {
        const mark = `apart-${process.pid}-${name.length}`;
        const { first, second } = play(form, {
          first: `echo mine > ${place}/${mark}; mkfifo ${place}/${mark}.pipe; READY; cat ${place}/${mark}`,
          second: `ls -A ${place} | grep ${mark}; echo other > ${place}/${mark}; cat ${place}/${mark}; df ${place} >/dev/null && echo usable`,
          times: 2,
        });
        expect(second).toBe('other\nusable\nother\nusable\n');
        expect(first).toMatch(/READY\nmine\n$/);
        expect(existsSync(join(place, mark))).toBe(false);
      },
    );

    it('share no System V memory', () => {
      const { second } = play(form, {
        first: 'ipcmk -M 4096 >/dev/null; READY',
        second: "ipcs -m | grep -c '^0x'",
      });
      expect(second).toBe('0\n');
    });

    it('are told no path of the server by the processes they see', () => {
      const hide = [join(folder, 'data')];
      const { second } = play(form, { hide, second: 'cat /proc/[0-9]*/cmdline | tr "\\0" "\\n"' });
      expect(second).toContain('build.sh');
      expect(second).not.toContain(folder);
    });

    it.each([
      ['/tmp', false],
      ['/var/tmp', false],
      ['/var/tmp', true],
    ])('get a local repository below %s (through a link: %s)', async (place, isLinked) => {
      const own = await mkdtemp(join(place, 'apart repo-'));
      try {
        const [source, link] = [join(own, 'r.git'), join(folder, 'link')];
        execFileSync('git', ['init', '-q', '-b', 'main', source]);
        await writeFile(join(source, 'hello'), 'hello from git\n');
        const git = ['-C', source, '-c', 'user.name=a', '-c', 'user.email=a@b.c'];
        execFileSync('git', [...git, 'add', '.']);
        execFileSync('git', [...git, 'commit', '-qm', 'one']);
        await symlink(source, link);
        const asked = isLinked ? link : source;
        const { second } = play(form, {
          source: asked,
          second: `git clone -q --depth 5 'file://${asked}' b && cat b/hello`,
        });
        expect(second).toBe('hello from git\n');
      } finally {
        await rm(own, { recursive: true, force: true });
      }
    });

    it('get the submodules that lie beside it, and nothing that is closed to more', async () => {
      const git = (cwd: string, ...args: readonly string[]): string =>
        execFileSync(
          'git',
          [
            '-c',
            'user.name=a',
            '-c',
            'user.email=a@b.c',
            '-c',
            'protocol.file.allow=always',
            ...args,
          ],
          {
            cwd,
            encoding: 'utf8',
            stdio: 'pipe',
          },
        ).trim();
      const make = async (path: string, file: string): Promise<string> => {
        await mkdir(path, { recursive: true });
        git(path, 'init', '-q', '-b', 'main');
        await writeFile(join(path, file), `${file}\n`);
        git(path, 'add', '.');
        git(path, 'commit', '-qm', 'one');
        return path;
      };
      const open = join(folder, 'open');
      const [inner, sub, hidden, project] = [
        await make(join(open, 'inner'), 'i.txt'),
        await make(join(open, 'sub'), 's.txt'),
        await make(join(open, 'hidden'), 'h.txt'),
        await make(join(open, 'project'), 'p.txt'),
      ];
      const far = await make(join(folder, 'far'), 'f.txt');
      git(sub, 'submodule', '--quiet', 'add', '../inner', 'inner');
      git(sub, 'commit', '-qm', 'two');
      await chmod(hidden, 0o700);
      for (const [url, path] of [
        ['../sub', 'rel'],
        [`file://${sub}`, 'abs'],
        ['../hidden', 'hidden'],
        ['../../far', 'far'],
      ]) {
        git(project, 'submodule', '--quiet', 'add', url ?? '', path ?? '');
      }
      git(project, 'commit', '-qm', 'two');
      const commit = git(project, 'rev-parse', 'HEAD');
      const { second } = play(form, {
        source: project,
        commit,
        second: `git clone -q file://${project} b && cd b && git submodule update -q --init --recursive rel abs && cat rel/s.txt abs/s.txt rel/inner/i.txt; git submodule update -q --init hidden 2>/dev/null || echo no; git submodule update -q --init far 2>/dev/null || echo no; ls hidden far`,
      });
      expect(second).toBe('s.txt\ns.txt\ni.txt\nno\nno\nfar:\n\nhidden:\n');
      expect(existsSync(join(far, 'f.txt')) && existsSync(inner)).toBe(true);
    });

    it('are said to share what they do share', () => {
      const { warnings } = play(form, { second: ':' });
      expect(warnings.join('\n')).toMatch(/one network .* loopback.*abstract/s);
      expect(warnings.join('\n')).not.toContain('zombies');
    });
  },
);

describe.runIf(hasNamespaces)('jobs that have the user of the server', () => {
  const form = isRoot ? ORDINARY : [];
  let outside = '';
  beforeEach(async () => {
    outside = await mkdtemp(join(placeOutside(), '.apart-'));
  });
  afterEach(() => rm(outside, { recursive: true, force: true }));

  it('cannot change what runs at its next login or start, but what is named', async () => {
    const home = join(outside, 'the home');
    await mkdir(join(home, 'versions'), { recursive: true });
    await mkdir(join(home, 'data'));
    await writeFile(join(home, '.bashrc'), 'as it was\n');
    const { second, warnings } = play(form, {
      seal: [home],
      hide: [join(home, 'data')],
      config: { writable: [join(home, 'versions')] },
      second: `cd '${home}'; cat .bashrc; echo evil >> .bashrc; echo evil > .profile; rm -f .bashrc; mv versions v2; echo new > versions/n && cat versions/n; ls -A data | wc -l`,
    });
    expect(second).toMatch(/^as it was\n/);
    expect(second.match(/Read-only file system/g)).toHaveLength(4);
    expect(second).toMatch(/\nnew\n0\n$/);
    expect(warnings.join('\n')).toContain(`they cannot change what lies in ${home}`);
  });

  it('may change what is named below a folder of which they have their own', async () => {
    const shared = join(folder, 'it');
    await mkdir(shared);
    const { second } = play(form, {
      config: { writable: [shared] },
      second: `echo new > '${shared}/n' && ls '${shared}' && ls -A /tmp | wc -l`,
    });
    expect(second).toBe('n\n1\n');
    expect(existsSync(join(shared, 'n'))).toBe(true);
  });

  it.each([
    ['in a sealed folder', () => outside],
    ['below /tmp', () => folder],
  ])('still have their own folder %s', async (_, place) => {
    const jobsDir = join(place(), 'jobs');
    const { second } = play(form, {
      seal: [outside],
      config: { jobsDir },
      second: `pwd; echo ok > x && cat x; touch '${outside}/evil'`,
    });
    expect(second).toMatch(new RegExp(`^${jobsDir}/.*\nok\n.*Read-only file system`));
  });
});

describe('without namespaces', () => {
  it('says that jobs are not apart at all', () => {
    const { warnings } = play([], { config: { namespaces: 'off' }, second: ':' });
    expect(warnings.join('\n')).toContain('read and change the home of every other');
    expect(warnings.join('\n')).toContain('/tmp, /var/tmp and /dev/shm');
  });

  it.runIf(isRoot && hasNamespaces)('leaves no zombie where the server is process 1', () => {
    const { second, zombies } = play(FIRST, {
      config: { namespaces: 'off' },
      second: '(setsid sh -c "sleep 0.1" &); (sleep 0.1 &); sleep 0.3; echo done',
      times: 3,
    });
    expect(second).toBe('done\ndone\ndone\n');
    expect(zombies).toBe(0);
  });
});
