import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Container, ContainerStatus, Pod, PodStatus } from '../client/resources.js';
import type { FakeStore } from './fake-store.js';

/** Runs the containers of pods as processes of this machine: their volumes are folders, their images this machine. */
export interface FakeKubelet {
  run(pod: Pod): void;
  /** As a delete does: SIGTERM, SIGKILL, and the pod is gone. */
  end(pod: Pod, graceSeconds: number): Promise<void>;
  /** What a container itself has written. */
  output(uid: string, container: string): string;
  /** A process in a container, as `exec` starts it; undefined: the container does not run. */
  exec(uid: string, container: string, command: readonly string[]): ChildProcess | undefined;
  /** Ends a container as the kernel does where memory is short. */
  kill(pod: Pod, container: string, reason: string): void;
  close(): Promise<void>;
}
export interface FakeKubeletOptions {
  readonly store: FakeStore;
  /** Below which the volumes lie. */
  readonly folder: string;
  /** Pods that a test moves by hand. */
  isByHand(pod: Pod): boolean;
}

interface Running {
  readonly root: string;
  readonly processes: Map<string, ChildProcess>;
  readonly outputs: Map<string, string>;
  readonly killed: Map<string, string>;
  readonly stopping: { deleted: boolean };
}

export function createFakeKubelet({ store, folder, isByHand }: FakeKubeletOptions): FakeKubelet {
  const pods = new Map<string, Running>();

  function setStatus(pod: Pod, change: (old: PodStatus) => PodStatus): void {
    const { namespace = '', name, uid } = pod.metadata;
    store.update('pods', namespace, name, (old) =>
      old.metadata.uid === uid
        ? { ...old, status: change((old['status'] ?? {}) as PodStatus) }
        : old,
    );
  }
  function setContainer(pod: Pod, status: ContainerStatus): void {
    setStatus(pod, (old) => ({
      ...old,
      containerStatuses: [
        ...(old.containerStatuses ?? []).filter(({ name }) => name !== status.name),
        status,
      ],
    }));
  }

  async function begin(pod: Pod): Promise<void> {
    const uid = pod.metadata.uid ?? '';
    const root = await mkdtemp(join(folder, 'pod-'));
    const running: Running = {
      root,
      processes: new Map(),
      outputs: new Map(),
      killed: new Map(),
      stopping: { deleted: false },
    };
    pods.set(uid, running);
    const volumes = ['tools', 'in', 'io', 'log', 'home'];
    for (const name of volumes) mkdirSync(join(root, 'turnpike', name), { recursive: true });
    makeTools(join(root, 'image'));
    setStatus(pod, () => ({
      phase: 'Running',
      podIP: '127.0.0.1',
      conditions: [{ type: 'PodScheduled', status: 'True' }],
    }));
    for (const container of pod.spec.containers) start(pod, running, container);
  }

  function start(pod: Pod, running: Running, container: Container): void {
    const { name } = container;
    const home = join(running.root, `home-${name}`);
    mkdirSync(home);
    const words = expanded([...listOf(container['command']), ...listOf(container['args'])]);
    const env = Object.fromEntries(
      (container['env'] as readonly { name: string; value: string }[] | undefined)?.map((one) => [
        one.name,
        translate(running.root, name, one.value),
      ]) ?? [],
    );
    const child = launch(running.root, name, words, {
      cwd: home,
      env: { ...envOf(running.root, name), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.processes.set(name, child);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data: Buffer) => {
        running.outputs.set(name, (running.outputs.get(name) ?? '') + data.toString());
      });
    }
    setContainer(pod, { name, started: true, ready: true, state: { running: {} } });
    child.once('error', () => undefined);
    child.once('exit', (code, signal) => {
      sweep(markOf(running.root, name));
      const exitCode = code ?? 128 + (signal === 'SIGTERM' ? 15 : 9);
      const message = readRecord(join(running.root, `end-${name}`));
      const reason = running.killed.get(name) ?? (exitCode === 0 ? 'Completed' : 'Error');
      setContainer(pod, {
        name,
        started: false,
        state: { terminated: { exitCode, reason, ...(message && { message }) } },
      });
    });
  }

  async function end(pod: Pod, graceSeconds: number): Promise<void> {
    const { uid = '', namespace = '', name } = pod.metadata;
    const running = pods.get(uid);
    if (running && !running.stopping.deleted) {
      running.stopping.deleted = true;
      await Promise.all(
        [...running.processes].map(([container, one]) =>
          endProcess(one, markOf(running.root, container), graceSeconds),
        ),
      );
      pods.delete(uid);
      rmSync(running.root, { recursive: true, force: true, maxRetries: 3 });
    }
    if (store.get('pods', namespace, name)?.metadata.uid === uid)
      store.remove('pods', namespace, name);
  }

  return {
    run(pod) {
      if (!isByHand(pod)) void begin(pod);
    },
    end,
    output: (uid, container) => pods.get(uid)?.outputs.get(container) ?? '',
    exec(uid, container, command) {
      const running = pods.get(uid);
      const process_ = running?.processes.get(container);
      if (!running || !process_ || hasEnded(process_)) return undefined;
      return launch(running.root, container, command, {
        cwd: join(running.root, `home-${container}`),
        env: envOf(running.root, container),
        stdio: 'pipe',
      });
    },
    kill(pod, container, reason) {
      const running = pods.get(pod.metadata.uid ?? '');
      running?.killed.set(container, reason);
      const child = running?.processes.get(container);
      if (running && child) sweep(markOf(running.root, container));
    },
    async close() {
      const left = store.list('pods').map((one) => one as unknown as Pod);
      await Promise.all(left.map((pod) => end(pod, 0)));
      for (const running of pods.values()) {
        for (const container of running.processes.keys()) sweep(markOf(running.root, container));
        rmSync(running.root, { recursive: true, force: true, maxRetries: 3 });
      }
    },
  };
}

const listOf = (value: unknown): readonly string[] => (value ?? []) as readonly string[];

/** What a container sees below `/turnpike` lies in the folder of its pod. */
function translate(root: string, container: string, text: string): string {
  return text
    .replaceAll(/(?<![\w/.-])\/(busybox|tini)\b/g, `${root}/image/$1`)
    .replaceAll('/dev/termination-log', `${root}/end-${container}`)
    .replaceAll(/(?<![\w.-])\/turnpike(?![\w.-])/g, `${root}/turnpike`);
}

/** In what a pod's spec says the cluster itself reads dollars: `$$` is one, and `$(NAME)` a variable. */
const expanded = (words: readonly string[]): readonly string[] =>
  words.map((word) => word.replaceAll('$$', '$'));

/** In a group of its own, as a container has a process namespace of its own. */
function launch(
  root: string,
  container: string,
  words: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  const [program = 'true', ...args] = words.map((word) => translate(root, container, word));
  return spawn(program, args, { ...options, detached: true });
}

/** Stand-ins for busybox and tini: this machine's own programs, by the same words. */
function makeTools(folder: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, 'busybox'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
  writeFileSync(join(folder, 'tini'), TINI, { mode: 0o755 });
}
const TINI = '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\nshift\nexec "$@"\n';

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

/** As a container has a process namespace: all that it starts carries this, whatever sessions it makes. */
const markOf = (root: string, container: string): string => `FAKE_CONTAINER=${root}/${container}`;

function envOf(root: string, container: string): Record<string, string> {
  const home = join(root, `home-${container}`);
  return { PATH: process.env['PATH'] ?? '', HOME: home, FAKE_CONTAINER: `${root}/${container}` };
}

async function endProcess(child: ChildProcess, mark: string, graceSeconds: number): Promise<void> {
  if (!hasEnded(child)) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const late = setTimeout(() => sweep(mark), graceSeconds * 1_000);
    await ended;
    clearTimeout(late);
  }
  sweep(mark);
}

/** With a container all that it has started ends; also what is being started meanwhile. */
function sweep(mark: string): void {
  for (let left = processesWith(mark); left.length > 0; left = processesWith(mark)) {
    for (const pid of left) kill(pid);
  }
}

function processesWith(mark: string): readonly number[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.map(Number).filter((pid) => {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
      return environment.split('\0').includes(mark) && !isZombie(pid);
    } catch {
      // It has ended meanwhile.
      return false;
    }
  });
}

const isZombie = (pid: number): boolean => /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

function readRecord(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(0, 4_096);
  } catch {
    return '';
  }
}
