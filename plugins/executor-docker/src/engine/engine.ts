import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Address } from './address.js';
import { agreedVersion } from './agreed-version.js';
import type { ContainerState, EngineInfo, ImageInfo, Listed } from './answers.js';
import { createDial, type Keys } from './dial.js';
import { isStatus } from './engine-error.js';
import { removed } from './removed.js';
import { createWire, type Ask, type Wire } from './wire.js';

/** What is asked of a Docker engine, or of Podman where that speaks the same. */
export interface Engine {
  readonly wire: Wire;
  readonly apiVersion: string;
  info(): Promise<EngineInfo>;
  create(
    name: string | undefined,
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

/** Connects to an engine and agrees with it on a version. Throws EngineError. */
export async function openEngine(address: Address, keys?: Keys): Promise<Engine> {
  let version = '';
  const wire = createWire(createDial(address, keys), () => version);
  const known = await wire.json<{ ApiVersion?: string; MinAPIVersion?: string }>({
    path: '/version',
    quietMs: 20_000,
  });
  const apiVersion = agreedVersion(known.ApiVersion, known.MinAPIVersion);
  version = `/v${apiVersion}`;
  return { wire, apiVersion, ...calls(wire) };
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
