/** A registry of the tests' own in an engine's network, and one that refuses before it. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../../../plugins/executor-docker/src/engine/engine.js';
import { registryAuth } from '../../../../plugins/executor-docker/src/engine/registry-auth.js';
import type { TestEngine } from './engine.js';

const PROGRAM = '/usr/bin/docker-registry';
export const whyNoRegistry = (): string | undefined =>
  existsSync(PROGRAM) ? undefined : 'not installed: docker-registry';

const PORT = 5_000;
/** As images name it; `limited/…` was asked too often. */
export const REGISTRY = '127.0.0.1:5001';
/** The same behind a login. */
export const PRIVATE = '127.0.0.1:5002';
export const LOGIN = { username: 'ci', password: 'secret' };

/** Starts both; they go with the engine's network. */
export function startRegistry(engine: TestEngine): { stop(): void } {
  const file = join(engine.folder, 'registry.yml');
  const config = {
    version: 0.1,
    storage: { filesystem: { rootdirectory: join(engine.folder, 'registry') } },
    http: { addr: `127.0.0.1:${PORT}` },
  };
  writeFileSync(file, JSON.stringify(config));
  const proxy = join(import.meta.dirname, 'registry-proxy.mjs');
  const both = [
    engine.spawn([PROGRAM, 'serve', file]),
    engine.spawn([process.execPath, proxy, portOf(REGISTRY), portOf(PRIVATE), String(PORT)]),
  ];
  return { stop: () => both.forEach((child) => child.kill()) };
}

const portOf = (address: string): string => address.split(':')[1]!;

/** Brings an image of the engine into a registry by this name, and takes that away from the engine. */
export async function publish(engine: Engine, image: string, name: string): Promise<void> {
  const at = name.lastIndexOf(':');
  const [repo, tag] = [name.slice(0, at), name.slice(at + 1)];
  await engine.wire.json({ method: 'POST', path: `/images/${image}/tag`, query: { repo, tag } });
  const answer = await engine.wire.stream({
    method: 'POST',
    path: `/images/${repo}/push`,
    query: { tag },
    headers: registryAuth(PRIVATE, LOGIN),
  });
  let said = '';
  for await (const block of answer) said += String(block);
  if (said.includes('"error"')) throw new Error(said);
  await engine.wire.json({ method: 'DELETE', path: `/images/${name}` });
}
