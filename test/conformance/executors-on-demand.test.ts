/** All processes install all executors: none asks an engine, a cluster or a program before a worker has chosen it. */
import { createHook } from 'node:async_hooks';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tokens, type Executor, type Plugin } from '@turnpike/sdk';
import { testPlugin } from '@turnpike/sdk/testing';
import { root } from '../support/root.js';

/** What Node makes for a connection, a question of names, or a child. */
const OUTWARD = new Set(['TCPCONNECTWRAP', 'PIPECONNECTWRAP', 'GETADDRINFOREQWRAP', 'PROCESSWRAP']);
const ids = readdirSync(join(root, 'plugins')).filter((name) => name.startsWith('executor-'));

async function watched(work: () => Promise<void>): Promise<readonly string[]> {
  const seen: string[] = [];
  const hook = createHook({ init: (_id, type) => void (OUTWARD.has(type) && seen.push(type)) });
  hook.enable();
  try {
    await work();
  } finally {
    hook.disable();
  }
  return seen;
}

async function executorOf(id: string, use: (executor: Executor) => Promise<void>): Promise<void> {
  const { plugin } = (await import(`@turnpike/plugin-${id}`)) as { readonly plugin: Plugin };
  const config = id === 'executor-docker' ? { host: 'unix:///nowhere/docker.sock' } : {};
  const host = await testPlugin(plugin, { config });
  try {
    await use(host.resolve(tokens.executors)[0]!);
  } finally {
    await host.stop({ force: true });
  }
}

it('there are executors', () => expect(ids.length).toBeGreaterThan(3));

it.each(ids)('%s asks nobody before it is chosen', async (id) => {
  expect(await watched(() => executorOf(id, async () => undefined))).toEqual([]);
});

it('would be seen', async () => {
  const open = async (executor: Executor): Promise<void> => executor.open!().catch(() => undefined);
  expect(await watched(() => executorOf('executor-docker', open))).toContain('PIPECONNECTWRAP');
  expect(await watched(() => executorOf('executor-local', open))).toContain('PROCESSWRAP');
});
