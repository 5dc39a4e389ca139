import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  access,
  mkdir,
  symlink,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Instance, InstanceSpec, Logger, RunExit } from '@turnpike/sdk';
import { Config, type LocalConfig } from './config.js';
import { createLocalExecutor, type LocalExecutor } from './local-executor.js';

const log: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => log };
const never = new AbortController().signal;
const isRoot = process.getuid?.() === 0;
let folder = '';
let executor: LocalExecutor;

function make(config: Partial<Record<keyof LocalConfig, unknown>> = {}): Promise<LocalExecutor> {
  return createLocalExecutor({
    config: Config.parse(config),
    folder: join(folder, 'data', 'executor-local'),
    hide: [join(folder, 'data')],
    log,
  });
}
function spec(extra: Partial<InstanceSpec> = {}): InstanceSpec {
  return {
    run: { jobId: 42, run: 3 },
    payload: { config: {}, repository: { slug: 'a/b' }, job: { id: 42 } },
    services: [],
    env: {},
    limits: { hardSeconds: 60, logBytes: 1e6 },
    ...extra,
  };
}
interface Ran {
  readonly text: string;
  readonly exit: RunExit;
}
async function collect(instance: Instance, script: string): Promise<Ran> {
  const { output, exit } = instance.run(Buffer.from(script));
  const chunks: Uint8Array[] = [];
  for await (const chunk of output) chunks.push(chunk);
  return { text: Buffer.concat(chunks).toString().replaceAll('\r\n', '\n'), exit: await exit };
}
async function run(script: string, extra: Partial<InstanceSpec> = {}): Promise<Ran> {
  const instance = await executor.start(spec(extra), never);
  try {
    return await collect(instance, script);
  } finally {
    await instance.stop();
  }
}
/** Processes whose command line has this text. */
function processesWith(text: string): number[] {
  const list = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return list.filter((line) => line.includes(text)).map((line) => Number.parseInt(line, 10));
}
const which = (name: string): string =>
  execFileSync('sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' }).trim();
/** A sleep nobody else has. */
let unique = 0;
const marker = (): string => `${86_000 + unique++}.${process.pid}`;
const gone = (path: string): Promise<boolean> =>
  access(path).then(
    () => false,
    () => true,
  );

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-'));
});
afterEach(async () => {
  await executor.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each(['auto', 'off'] as const)('with namespaces %s', (namespaces) => {
  beforeEach(async () => {
    executor = await make({ namespaces });
  });

  it('runs a script in a terminal and tells its exit code', async () => {
    const { text, exit } = await run('[ -t 1 ] && stty size; echo hi >/dev/stderr; exit 7');
    expect(text).toBe('40 80\nhi\n');
    expect(exit).toEqual({ code: 7 });
  });

  it('gives the job its terminal: who sets it up or reads from it is not stopped', async () => {
    const { text, exit } = await run(
      'read -r _ _ _ _ group _ _ front _ < /proc/$$/stat; [[ $group == "$front" ]] && echo front; stty -echo && stty echo && echo set; read -rt 1 line; echo "read $?"; (sleep 0.1; kill -TTIN 0); exit 6',
    );
    expect(text).toBe('front\nset\nread 142\n');
    expect(exit).toEqual({ code: 6 });
  });

  it.each([
    ['kill -TERM $$', 143],
    ['kill -KILL $$', 137],
    ['kill -KILL 0', 137],
    ['kill -TERM -- -$$', 143],
    ['kill -STOP $$; exit 9', 9],
    ['[ -c /dev/tty ] && echo x >/dev/tty && [ -t 0 ] && exit 8', 8],
    ['no-such-program-here', 127],
  ])('tells the end of `%s` as %i', async (script, code) => {
    expect((await run(script)).exit).toEqual({ code });
  });

  it('passes on the listed variables only', async () => {
    vi.stubEnv('TURNPIKE_TOKENS_ROLE', 'server-secret-value');
    vi.stubEnv('LANG', 'C.UTF-8');
    const { text } = await run('env', { env: { FROM_SPEC: "it's $HOME `x`", 'BAD-NAME': 'no' } });
    vi.unstubAllEnvs();
    expect(text).not.toContain('server-secret-value');
    expect(text).not.toContain('BAD-NAME');
    const home = /^HOME=(.+)$/m.exec(text)?.[1];
    expect(text).toContain(`MAVEN_OPTS=-Duser.home=${home}\n`);
    expect(text).toContain(`GRADLE_USER_HOME=${home}/.gradle\n`);
    expect(text).toContain("FROM_SPEC=it's $HOME `x`\n");
    expect(text).toContain('LANG=C.UTF-8\n');
    expect(text).toMatch(/^TURNPIKE_INSTANCE=\w+\/\w+\/42-3-\w+$/m);
  });

  it('gives each job a clean home that it owns, and takes it away', async () => {
    const { text } = await run(
      'pwd; ls -A; touch x; echo "$HOME"; mkdir ro; touch ro/f; chmod 0 ro',
    );
    const [pwd = '', home = ''] = text.trim().split('\n');
    expect(home).toBe(pwd);
    expect(await gone(join(home, '..'))).toBe(true);
  });

  it('leaves no file of its temporary folder', async () => {
    const { text } = await run('f=$(mktemp); echo "$f"; echo keep > "$f"');
    expect(await gone(text.trim())).toBe(true);
  });

  it('removes the script, which holds secrets, once it runs', async () => {
    const { text } = await run('echo go; while [ -e "$0" ]; do sleep 0.01; done; echo "gone"');
    expect(text).toBe('go\ngone\n');
  });

  it('keeps every byte of a large output and its end', async () => {
    const { text, exit } = await run('seq 1 200000; printf end; exit 1');
    expect(text).toBe(`${Array.from({ length: 200_000 }, (_, i) => i + 1).join('\n')}\nend`);
    expect(exit).toEqual({ code: 1 });
  });

  const numbers = (to: number, mark = ''): string =>
    Array.from({ length: to }, (_, index) => `${mark}${index + 1}\n`).join('');
  it.each([
    ['tee', 'tee log', ''],
    ['sed', 'sed s/^/:/', ':'],
    ['a slow loop', 'while IFS= read -r line; do printf ":%s\\n" "$line"; done', ':'],
    ['a chain', 'sed s/^/:/ | cat | tee log', ':'],
    ['perl', `perl -ne '$| = 1; print ":$_"'`, ':'],
  ])('keeps what %s around the whole script still has to say', async (_, filter, mark) => {
    const script = `exec > >(${filter}) 2>&1; seq 1 20000; echo THE-ERROR; exit 1`;
    const { text, exit } = await run(script);
    expect(text).toBe(`${numbers(20_000, mark)}${mark}THE-ERROR\n`);
    expect(exit).toEqual({ code: 1 });
  });

  it('keeps what a filter has to say that has only just been forked', async () => {
    // Many at once: some script is over before its filter got a processor.
    for (let round = 0; round < 6; round++) {
      const ran = await Promise.all(
        Array.from({ length: 12 }, () => run('exec > >(cat); echo hi; exit 3')),
      );
      for (const one of ran) expect(one).toEqual({ text: 'hi\n', exit: { code: 3 } });
    }
  });

  it('keeps what a filter has to say while the reader is slow', async () => {
    const instance = await executor.start(spec(), never);
    const { output, exit } = instance.run(Buffer.from('exec > >(tee log); seq 1 300000; exit 1'));
    const chunks: Uint8Array[] = [];
    for await (const chunk of output) {
      chunks.push(chunk);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const text = Buffer.concat(chunks).toString().replaceAll('\r\n', '\n');
    expect(text.length).toBe(numbers(300_000).length);
    expect(await exit).toEqual({ code: 1 });
    await instance.stop();
  });

  it('waits for no process that was left behind and holds the pipe of a filter', async () => {
    const name = marker();
    const started = performance.now();
    const { text } = await run(
      `exec > >(tee log); sleep ${name} & setsid sleep ${name} & (trap '' HUP TERM; sleep ${name}) & seq 1 5000; exit 1`,
    );
    expect(text).toBe(numbers(5_000));
    expect(processesWith(`sleep ${name}`)).toEqual([]);
    // The filters' limit would be 30 s.
    expect(performance.now() - started).toBeLessThan(25_000);
  });

  it('gives up a filter that says nothing more', async () => {
    const name = marker();
    const { text, exit } = await run(`exec > >(cat; exec sleep ${name}); echo hi; exit 3`);
    expect(text).toBe('hi\n');
    expect(exit).toEqual({ code: 3 });
    expect(processesWith(`sleep ${name}`)).toEqual([]);
  });

  it('lets the job wait while nobody reads', async () => {
    const instance = await executor.start(spec(), never);
    const { output } = instance.run(
      Buffer.from('while :; do printf "%01000d" 0; echo $((n++)) > "$HOME/n"; done'),
    );
    const reading = output[Symbol.asyncIterator]();
    const { value } = await reading.next();
    const home = await homeOf(instance);
    const count = async (): Promise<number> => Number(await readFile(join(home, 'n'), 'utf8'));
    await vi.waitFor(
      async () => {
        const before = await count();
        await new Promise((resolve) => setTimeout(resolve, 150));
        expect(await count()).toBe(before);
        expect(before).toBeLessThan(4_000);
      },
      { timeout: 60_000, interval: 10 },
    );
    expect((value as Uint8Array).byteLength).toBeGreaterThan(0);
    await instance.stop();
  });

  it('ends whatever a job leaves behind', async () => {
    const [plain, own] = [marker(), marker()];
    await run(
      `sleep ${plain} & setsid sleep ${own} & (setsid nohup sleep ${own} >/dev/null 2>&1 &); echo started`,
    );
    expect(processesWith(`sleep ${plain}`)).toEqual([]);
    expect(processesWith(`sleep ${own}`)).toEqual([]);
  });

  it('ends even what hides from it, where there are namespaces', async () => {
    if (executor.warnings.some((warning) => warning.includes('namespaces'))) return;
    const name = marker();
    await run(`cd /; env -i setsid setsid sleep ${name} >/dev/null 2>&1 & sleep 0.1; echo started`);
    expect(processesWith(`sleep ${name}`)).toEqual([]);
  });

  it('stops a running script, as often as it is asked', async () => {
    const name = marker();
    const instance = await executor.start(spec(), never);
    const ran = collect(instance, `trap '' TERM HUP INT; setsid sleep ${name} & sleep ${name}`);
    await vi.waitFor(() => expect(processesWith(`sleep ${name}`)).toHaveLength(2), 60_000);
    const home = await homeOf(instance);
    await Promise.all([instance.stop(), instance.stop()]);
    await instance.stop();
    expect(processesWith(`sleep ${name}`)).toEqual([]);
    expect(await gone(home)).toBe(true);
    expect((await ran).exit).toMatchObject({ code: expect.any(Number) });
  });

  it('stops an instance that was never run', async () => {
    const instance = await executor.start(spec(), never);
    const home = await homeOf(instance);
    await instance.stop();
    expect(await gone(home)).toBe(true);
  });

  // The limit counts all processes of the user: without root those of whoever runs the tests.
  it.skipIf(!isRoot)('bounds a job that forks without end', async () => {
    await executor.close();
    executor = await make({ namespaces, limits: { processes: 200 } });
    const name = marker();
    const { text } = await run(
      `perl -e 'for (1..400) { $p = fork; if (!defined $p) { print "refused: $!\n"; exit } exec "sleep", "${name}" if !$p }'`,
    );
    expect(text).toContain('refused: Resource temporarily unavailable');
    expect(processesWith(`sleep ${name}`)).toEqual([]);
  });

  it('stops a job that fills its disk with one file, and takes the file away', async () => {
    await executor.close();
    executor = await make({ namespaces, limits: { fileMiB: 2 } });
    const { text, exit } = await run('head -c 50M /dev/zero >big; stat -c %s big; exit 3');
    expect(text).toContain(String(2 * 1024 * 1024));
    expect(exit).toEqual({ code: 3 });
    expect((await run('ls -A; echo next')).text).toBe('next\n');
  });

  it('ends a job that fills its disk with many files, says so, and takes them away', async () => {
    await executor.close();
    executor = await make({ namespaces, limits: { diskMiB: 8 } });
    const name = marker();
    const fill = `for i in 1 2 3 4; do head -c 3M /dev/urandom >part$i; done; setsid sleep ${name} & sleep ${name}`;
    const { text, exit } = await run(fill);
    expect(text).toContain('it may have 8 MiB (executor-local.limits.diskMiB)');
    expect(exit).toEqual({ code: 137 });
    expect(processesWith(`sleep ${name}`)).toEqual([]);
    expect((await run('ls -A; echo next')).text).toBe('next\n');
  });

  it('lets a job be that stays within its part of the disk', async () => {
    await executor.close();
    executor = await make({ namespaces, limits: { diskMiB: 16 } });
    const { text, exit } = await run('head -c 3M /dev/urandom >one; sleep 2.5; echo done');
    expect(text).toBe('done\n');
    expect(exit).toEqual({ code: 0 });
  });

  it('says where a repository was that has moved, and is not to blame for it', async () => {
    const url = `file://${join(folder, 'data', 'gone.git')}`;
    const payload = { ...spec().payload, turnpike: { clone: { url } } };
    await expect(run('true', { payload })).rejects.toMatchObject({
      blame: 'user',
      message: expect.stringMatching(/no repository at .*gone\.git any more.*set-url/) as string,
    });
  });

  it('lends a local repository that the job could not reach', async () => {
    const source = join(folder, 'data', 'sample.git');
    const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' });
    git('init', '-q', '-b', 'main', source);
    await writeFile(join(source, 'hello'), 'hello from git\n');
    const me = ['-c', 'user.name=a', '-c', 'user.email=a@b.c'];
    git('-C', source, 'add', '.');
    git('-C', source, ...me, 'commit', '-qm', 'one');
    const url = `file://${source}`;
    const payload = { ...spec().payload, turnpike: { clone: { url } } };
    const { text, exit } = await run(`git clone -q --depth 5 ${url} b && cat b/hello`, { payload });
    expect(text).toBe('hello from git\n');
    expect(exit).toEqual({ code: 0 });
  });

  it('ends all instances with the launcher', async () => {
    const name = marker();
    const instance = await executor.start(spec(), never);
    const ran = collect(instance, `sleep ${name}`);
    await vi.waitFor(() => expect(processesWith(`sleep ${name}`)).not.toEqual([]), 60_000);
    await executor.close();
    expect(processesWith(`sleep ${name}`)).toEqual([]);
    expect(await ran).toMatchObject({ exit: expect.anything() });
  });

  it('tells a run as lost when its guard was killed, and goes on with a new one', async () => {
    const name = marker();
    const instance = await executor.start(spec(), never);
    const ran = collect(instance, `sleep ${name}`);
    await vi.waitFor(() => expect(processesWith(`sleep ${name}`)).not.toEqual([]), 60_000);
    const root = join(await homeOf(instance), '..', '..');
    for (const pid of processesWith(`${root}/.launcher`)) process.kill(pid, 'SIGKILL');
    expect((await ran).exit).toEqual({ lost: expect.stringContaining('guard') });
    await instance.stop();
    expect((await run('echo again')).text).toBe('again\n');
    await executor.reap([]);
    expect(processesWith(`sleep ${name}`)).toEqual([]);
    expect(await gone(root)).toBe(true);
  });

  it('ends everything when its process is killed, and the next start finds nothing', async () => {
    const name = marker();
    const worker = spawn(
      process.execPath,
      ['-C', 'turnpike-source', '--import', 'tsx', '--input-type=module', '-e', WORKER],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, FOLDER: folder, NAME: name, NAMESPACES: namespaces, MODULE },
      },
    );
    const lines = createInterface({ input: worker.stdout })[Symbol.asyncIterator]();
    const home = String((await lines.next()).value).trim();
    await vi.waitFor(() => expect(processesWith(`sleep ${name}`)).toHaveLength(2), 60_000);
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    await vi.waitFor(() => expect(processesWith(`sleep ${name}`)).toEqual([]), 60_000);
    await vi.waitFor(async () => expect(await gone(home)).toBe(true), 60_000);
    await executor.reap([]);
    expect(await gone(join(home, '..', '..'))).toBe(true);
  });
});

async function homeOf(instance: Instance): Promise<string> {
  const mark = (await readFile(join(folder, 'data', 'executor-local', 'mark'), 'utf8')).trim();
  const root = join('/var/tmp', `turnpike-${mark}`);
  for (const generation of await readdir(root)) {
    const home = join(root, generation, instance.id, 'home');
    if (!(await gone(home))) return home;
  }
  throw new Error('the instance has no folder');
}

const MODULE = new URL('./index.ts', import.meta.url).href;
const WORKER = `
  const { createLocalExecutor, Config } = await import(process.env.MODULE);
  const { join } = await import('node:path');
  const log = { debug() {}, info() {}, warn() {}, error() {}, child: () => log };
  const { FOLDER, NAME, NAMESPACES } = process.env;
  const executor = await createLocalExecutor({
    config: Config.parse({ namespaces: NAMESPACES }),
    folder: join(FOLDER, 'data', 'executor-local'), hide: [join(FOLDER, 'data')], log,
  });
  const payload = { config: {}, repository: { slug: 'a/b' }, job: { id: 42 } };
  const spec = { run: { jobId: 42, run: 3 }, payload, services: [], env: {}, limits: { hardSeconds: 9, logBytes: 1 } };
  const instance = await executor.start(spec, new AbortController().signal);
  const script = 'pwd; trap "" HUP TERM; setsid sleep ' + NAME + ' & sleep ' + NAME;
  for await (const chunk of instance.run(Buffer.from(script)).output) process.stdout.write(chunk);`;

describe('what a job may not have', () => {
  it('refuses a pull request from a fork, naming the way out', async () => {
    executor = await make();
    const payload = { ...spec().payload, turnpike: { trust: 'fork' as const } };
    await expect(executor.start(spec({ payload }), never)).rejects.toMatchObject({
      blame: 'user',
      message: expect.stringContaining('allowForks'),
    });
    await executor.close();
    executor = await make({ allowForks: true });
    expect((await run('echo ok', { payload })).text).toBe('ok\n');
  });

  it('refuses forks, allowed or not, where they could read the key', async () => {
    const asked = vi.spyOn(process, 'getuid').mockReturnValue(1000);
    executor = await make({ allowForks: true, namespaces: 'off' });
    asked.mockRestore();
    const payload = { ...spec().payload, turnpike: { trust: 'fork' as const } };
    await expect(executor.start(spec({ payload }), never)).rejects.toMatchObject({
      blame: 'user',
      message: expect.stringContaining('key'),
    });
  });

  it.runIf(isRoot)('is not root where the server is', async () => {
    executor = await make();
    const { text } = await run('id -u; id -un; id -G; grep NoNewPrivs /proc/self/status');
    expect(text).toMatch(/^[1-9]\d*\nnobody\n[1-9]\d*\nNoNewPrivs:\t1\n$/);
  });

  it.runIf(isRoot)('says when root names root', async () => {
    executor = await make();
    await expect(make({ user: 'root' })).rejects.toMatchObject({ code: 'TURNPIKE_CONFIG_INVALID' });
  });

  it('cannot see the data folder or other processes, or says so', async () => {
    executor = await make();
    await writeFile(join(folder, 'data', 'key'), 'the key', { mode: 0o644 });
    const { text } = await run(
      `cat '${folder}/data/key' 2>/dev/null; ls -A '${folder}/data' 2>/dev/null; ls -d /proc/[0-9]* | wc -l`,
    );
    const hidden = !executor.warnings.some((warning) => warning.includes('namespaces'));
    if (hidden) expect(Number(text)).toBeLessThan(8);
    else expect(executor.warnings.join()).toContain('processes of this machine');
    expect(executor.isolation).toBe('none');
  });

  it('names the programs that this machine lacks', async () => {
    executor = await make();
    const bin = join(folder, 'bin');
    await mkdir(bin);
    for (const name of ['bash', 'id', 'grep']) await symlink(which(name), join(bin, name));
    vi.stubEnv('PATH', bin);
    // All tests of this process would go without programs else.
    const made = make().finally(() => vi.unstubAllEnvs());
    await expect(made).rejects.toMatchObject({
      code: 'TURNPIKE_CONFIG_INVALID',
      message: expect.stringContaining('setsid, find'),
    });
  });

  it('says what is not isolated', async () => {
    executor = await make({ namespaces: 'off', allowForks: true });
    expect(executor.warnings.length).toBeGreaterThan(2);
    expect(executor.warnings.join()).toContain('forks');
  });
});
