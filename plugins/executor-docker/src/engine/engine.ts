import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Address } from './address.js';
import { createDial, type Keys } from './dial.js';
import { EngineError, isStatus } from './engine-error.js';
import { createWire, type Ask, type Wire } from './wire.js';

/** What of an engine's words about a container is used here. */
export interface ContainerState {
  readonly Id: string;
  readonly State: {
    readonly Running: boolean;
    readonly ExitCode: number;
    readonly OOMKilled: boolean;
    readonly Error: string;
  };
  readonly Config: { readonly Labels: Labels | null };
  readonly SizeRw?: number;
}
export type Labels = Readonly<Record<string, string>>;

export interface EngineInfo {
  readonly ServerVersion: string;
  readonly OSType: string;
  readonly Architecture: string;
  readonly Driver: string;
  readonly CgroupVersion?: string;
  readonly CgroupDriver?: string;
  readonly MemoryLimit?: boolean;
  readonly SwapLimit?: boolean;
  readonly CpuCfsQuota?: boolean;
  readonly PidsLimit?: boolean;
  readonly SecurityOptions?: readonly string[] | null;
  readonly DockerRootDir?: string;
  readonly DriverStatus?: readonly (readonly [string, string])[] | null;
}

export interface ImageInfo {
  readonly Id: string;
  readonly Architecture: string;
  readonly Os: string;
  readonly RepoDigests?: readonly string[] | null;
}

export interface Listed {
  readonly Id: string;
  readonly Labels: Labels | null;
}

/** What is asked of a Docker engine, or of Podman where that speaks the same. */
export interface Engine {
  readonly wire: Wire;
  readonly apiVersion: string;
  info(): Promise<EngineInfo>;
  create(
    name: string,
    body: unknown,
    platform: string | undefined,
    signal?: AbortSignal,
  ): Promise<string>;
  start(id: string, signal?: AbortSignal): Promise<void>;
  /** undefined: there is none. `size`: counts its files, which takes a while. */
  inspect(id: string, size?: boolean): Promise<ContainerState | undefined>;
  /** Puts files into it, running or not. */
  put(id: string, tar: Uint8Array, signal?: AbortSignal): Promise<void>;
  /** An archive of a file; undefined: there is no such file, or no such container. */
  get(id: string, path: string): Promise<IncomingMessage | undefined>;
  has(id: string, path: string): Promise<boolean>;
  /** A program in a running container, connected. */
  exec(id: string, command: readonly string[]): Promise<Duplex>;
  /** Ends it and removes it with its own volumes, whatever it does. Repeatable. */
  remove(id: string): Promise<void>;
  /** With this label, running or not. */
  containers(label: string): Promise<readonly Listed[]>;
  image(name: string): Promise<ImageInfo | undefined>;
}

const REMOVE_TRIES = 50;

/** Connects to an engine and agrees with it on a version. Throws EngineError. */
export async function openEngine(address: Address, keys?: Keys): Promise<Engine> {
  let version = '';
  const wire = createWire(createDial(address, keys), () => version);
  const known = await wire.json<{ ApiVersion?: string; MinAPIVersion?: string }>({
    path: '/version',
    quietMs: 20_000,
  });
  const apiVersion = agreed(known.ApiVersion, known.MinAPIVersion);
  version = `/v${apiVersion}`;
  return { wire, apiVersion, ...calls(wire) };
}

/** As texts they count: 1.9 is below 1.40. */
function agreed(theirs = '1.41', least = '1.12'): string {
  const number = (text: string): number => {
    const [major = '1', minor = '0'] = text.split('.');
    return Number(major) * 1_000 + Number(minor);
  };
  const [newest, oldest] = ['1.41', '1.40'].map(number) as [number, number];
  if (number(theirs) < oldest) {
    throw new EngineError(
      0,
      `The engine is too old: it speaks version ${theirs} of its interface, 1.40 is needed.`,
    );
  }
  if (number(least) > newest) return least;
  return number(theirs) < newest ? theirs : '1.41';
}

function calls(wire: Wire): Omit<Engine, 'wire' | 'apiVersion'> {
  const at = (id: string): string => `/containers/${encodeURIComponent(id)}`;
  const none = async <T>(work: Promise<T>): Promise<T | undefined> =>
    work.catch((error: unknown) => {
      if (isStatus(error, 404)) return undefined;
      throw error;
    });
  const drained = async (ask: Ask): Promise<void> => void (await wire.json(ask));

  return {
    info: () => wire.json({ path: '/info' }),
    async create(name, body, platform, signal) {
      const query = { name, platform };
      const ask = {
        method: 'POST',
        path: '/containers/create',
        query,
        json: body,
        signal,
      } as const;
      return (await wire.json<{ Id: string }>(ask)).Id;
    },
    start: (id, signal) => drained({ method: 'POST', path: `${at(id)}/start`, signal }),
    inspect: (id, size) =>
      none(
        wire.json<ContainerState>({
          path: `${at(id)}/json`,
          query: { size: size ? true : undefined },
        }),
      ),
    put: (id, tar, signal) =>
      drained({ method: 'PUT', path: `${at(id)}/archive`, query: { path: '/' }, tar, signal }),
    get: (id, path) => none(wire.stream({ path: `${at(id)}/archive`, query: { path } })),
    async has(id, path) {
      const head = wire.stream({ method: 'HEAD', path: `${at(id)}/archive`, query: { path } });
      const answer = await none(head);
      answer?.resume();
      return answer !== undefined;
    },
    async exec(id, command) {
      const json = { AttachStdin: true, AttachStdout: true, AttachStderr: false, Cmd: command };
      const made = await wire.json<{ Id: string }>({
        method: 'POST',
        path: `${at(id)}/exec`,
        json,
      });
      const path = `/exec/${made.Id}/start`;
      return wire.hijack({ method: 'POST', path, json: { Detach: false, Tty: false } });
    },
    remove: (id) => removed(wire, at(id)),
    containers: (label) =>
      wire.json({
        path: '/containers/json',
        query: { all: true, filters: JSON.stringify({ label: [label] }) },
      }),
    image: (name) => none(wire.json<ImageInfo>({ path: `/images/${name}/json` })),
  };
}

/** Somebody may be at it already (409), or it hangs for a moment. */
async function removed(wire: Wire, path: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await wire.json({ method: 'DELETE', path, query: { force: true, v: true } });
      return;
    } catch (error) {
      if (isStatus(error, 404)) return;
      if (tries >= REMOVE_TRIES || isStatus(error, 0)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.min(1_000, 20 * tries)));
    }
  }
}
