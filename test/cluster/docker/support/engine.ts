/** A Docker engine of the tests' own, in a network namespace of its own: nothing of the machine's is touched. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine, type Engine } from '../../../../plugins/executor-docker/src/engine/engine.js';
import { machineImage } from './machine-image.js';

const START_MS = 120_000;
const TOOLS = ['dockerd', 'containerd', 'runc', 'ip', 'nsenter', 'iptables', 'busybox'];

/** Why there can be none here; undefined: there can. */
export function whyNoEngine(): string | undefined {
  if (process.getuid?.() !== 0) return 'it needs root';
  const missing = TOOLS.filter((tool) => !onPath(tool));
  return missing.length > 0 ? `not installed: ${missing.join(', ')}` : undefined;
}

const onPath = (tool: string): boolean =>
  (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, tool)));

/** An engine that runs. */
export interface TestEngine {
  /** For `executor-docker.host`. */
  readonly host: string;
  readonly engine: Engine;
  /** Images that are there: one with bash and what builds need, and one that has busybox and bash alone. */
  readonly images: { readonly build: string; readonly bare: string };
  /** For files of what runs beside it; goes with it. */
  readonly folder: string;
  /** File of its network namespace. */
  readonly network: string;
  /** Starts a program in its network: what listens there on loopback the engine reaches too. */
  spawn(command: readonly string[]): ChildProcess;
  /** Makes an image of an archive; `start` is the program of its containers, where it has none of its own. */
  load(name: string, tar: Uint8Array, start?: string): Promise<void>;
  /** Ends it as the kernel would; what runs in containers goes on until it starts again. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Both, one after the other. */
  restart(): Promise<void>;
  /** Leaves no process, mount, cgroup or namespace. */
  stop(): Promise<void>;
}

/** The program and its words, made once its folder is there. */
type Command = (folder: string, name: string) => readonly string[];

/** `more`: further words for it. */
export const startEngine = (
  more: (folder: string) => readonly string[] = () => [],
): Promise<TestEngine> =>
  startServer((folder, name) => ['dockerd', ...wordsOf(folder, name), ...more(folder)]);

/** Why there can be no Podman here. */
export const whyNoPodman = (): string | undefined =>
  whyNoEngine() ?? (onPath('podman') ? undefined : 'not installed: podman');

/** Podman's service, which speaks as an engine does. */
export const startPodman = (): Promise<TestEngine> =>
  startServer((folder) => {
    const at = (place: string): string => join(folder, place);
    const config = [
      ...['[network]', 'network_backend = "netavark"', `network_config_dir = "${at('networks')}"`],
      ...['[engine]', 'cgroup_manager = "cgroupfs"', 'events_logger = "file"', 'runtime = "runc"'],
      // Its own are above what a machine without CAP_SYS_RESOURCE may set.
      ...['[containers]', 'default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]'],
    ];
    writeFileSync(at('containers.conf'), `${config.join('\n')}\n`);
    return [
      ...['env', `CONTAINERS_CONF=${at('containers.conf')}`, 'podman'],
      ...['--root', at('data'), '--runroot', at('run'), '--tmpdir', at('tmp')],
      ...[
        '--storage-driver',
        'overlay',
        'system',
        'service',
        '--time',
        '0',
        `unix://${at('sock')}`,
      ],
    ];
  });

async function startServer(command: Command): Promise<TestEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-engine-'));
  const name = `tp-${process.pid}-${folder.slice(-6)}`;
  const sock = join(folder, 'sock');
  execFileSync('ip', ['netns', 'add', name]);
  execFileSync('nsenter', [`--net=/run/netns/${name}`, 'ip', 'link', 'set', 'lo', 'up']);
  const words = command(folder, name);
  let child = launch(folder, name, words);
  guard(folder, name);
  const engine = await answering(sock, folder);
  const images = { build: 'turnpike-test/build:1', bare: 'turnpike-test/bare:1' };
  await load(engine, images.build, machineImage('build'));
  await load(engine, images.bare, machineImage('bare'));
  const kill = () => ended(child, 'SIGKILL');
  function again(): void {
    endContainerd(folder);
    rmSync(join(folder, 'pid'), { force: true });
    child = launch(folder, name, words);
  }
  async function start(): Promise<void> {
    again();
    // Gives up where containerd needs long for what was left running; a service manager starts it again.
    await answering(sock, folder, () => void (hasEnded(child) && again()));
  }
  return {
    host: `unix://${sock}`,
    engine,
    images,
    folder,
    network: `/run/netns/${name}`,
    spawn: (command) =>
      spawn('nsenter', [`--net=/run/netns/${name}`, ...command], { stdio: 'ignore' }),
    load: (name, tar, start) => load(engine, name, tar, start),
    kill,
    start,
    async restart() {
      await kill();
      await start();
    },
    async stop() {
      await ended(child, 'SIGTERM');
      cleanUp(folder, name);
    },
  };
}

function launch(folder: string, name: string, words: readonly string[]): ChildProcess {
  const log = openSync(join(folder, 'log'), 'a');
  return spawn('nsenter', [`--net=/run/netns/${name}`, ...words], {
    stdio: ['ignore', log, log],
    detached: true,
  });
}

function wordsOf(folder: string, name: string): readonly string[] {
  const at = (place: string): string => join(folder, place);
  return [
    ...['--data-root', at('data'), '--exec-root', at('exec'), '--pidfile', at('pid')],
    ...['-H', `unix://${at('sock')}`, '--userland-proxy=false', '--oom-score-adjust', '0'],
    ...['--exec-opt', 'native.cgroupdriver=cgroupfs', '--cgroup-parent', `/${name}`],
  ];
}

/** The engine's own outlives a killed one, at times in a state in which it lets no other one in. */
function endContainerd(folder: string): void {
  try {
    process.kill(Number(readFileSync(join(folder, 'exec/containerd/containerd.pid'), 'utf8')), 9);
  } catch {
    // There is none.
  }
}

async function answering(sock: string, folder: string, meanwhile = () => {}): Promise<Engine> {
  const until = performance.now() + START_MS;
  for (;;) {
    try {
      return await openEngine({ kind: 'unix', path: sock });
    } catch (error) {
      if (performance.now() > until) {
        throw new Error(readFileSync(join(folder, 'log'), 'utf8').slice(-3_000), { cause: error });
      }
      meanwhile();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

const PATH = 'ENV PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin';

async function load(engine: Engine, name: string, tar: Uint8Array, start?: string): Promise<void> {
  const changes = start === undefined ? PATH : `CMD ["${start}"]`;
  // Podman knows no `tag` here, and both know a whole name.
  const query = { fromSrc: '-', repo: name, changes };
  await engine.wire.json({ method: 'POST', path: '/images/create', query, tar }).catch(ignoreLines);
}

/** The answer is many lines of JSON. */
function ignoreLines(error: unknown): void {
  if (!(error instanceof SyntaxError)) throw error;
}

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

const CLEAN = `
for pid in $(cat /sys/fs/cgroup/*/"$2"/*/cgroup.procs /sys/fs/cgroup/"$2"/*/cgroup.procs 2>/dev/null); do kill -KILL "$pid"; done
for stat in /proc/[0-9]*; do
  case $(tr '\\0' ' ' <"$stat/cmdline" 2>/dev/null) in *"$1"/*) [ "\${stat#/proc/}" = $$ ] || kill -KILL "\${stat#/proc/}" ;; esac
done 2>/dev/null
sleep 0.3
while read -r _ place _; do case $place in "$1"/*) umount -l "$place" ;; esac; done </proc/mounts
for group in $(find /sys/fs/cgroup -depth -type d -path "*/$2*" 2>/dev/null); do rmdir "$group"; done
ip netns delete "$2"
rm -rf "$1"
true
`;

function cleanUp(folder: string, name: string): void {
  execFileSync('sh', ['-c', CLEAN, 'clean', folder, name], { stdio: 'ignore' });
}

/** When this process is gone, in whatever way. */
function guard(folder: string, name: string): void {
  const script = `cat
    [ -e "$1" ] || exit 0
    kill -KILL $(cat "$1/pid")
    ${CLEAN}`;
  const child = spawn('sh', ['-c', script, 'guard', folder, name], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
}
