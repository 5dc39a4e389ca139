/** What a plugin tells in one process is heard at the pages of another one, through a broker of its own. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { freePort, startMosquitto } from '../support/mosquitto.js';
import { dropPostgres, freshPostgres, hasPostgres } from '../support/postgres.js';
import { cliAccess, startProcess, type PlatformProcess } from '../support/process.js';
import { makeProject } from '../support/project.js';
import { mosquitto } from '../support/services.js';
import { addRepository } from './scenario.js';

const PULSE = `import { definePlugin, z } from '@turnpike/sdk';
export const plugin = definePlugin({
  id: 'pulse',
  summary: 'Tells what it is asked to tell.',
  permissions: { routes: ['POST /pulse/:id/:word'] },
  live: { beat: { hears: 'repository:read', payload: z.object({ word: z.string() }) } },
  routes: (ctx) => [{
    method: 'POST',
    path: '/pulse/:id/:word',
    allow: ['user'],
    audit: 'pulse.tell',
    async handle({ params: { id, word } }) {
      await ctx.publish('beat', { word }, { repositoryId: Number(id) });
      return { status: 202, body: {} };
    },
  }],
});
`;

const undo: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const step of undo.toReversed()) await step().catch(() => {});
}, 300_000);

interface Heard {
  readonly texts: readonly string[];
  readonly ask: (message: object) => void;
}

async function pageOf({ url }: PlatformProcess, token: string | undefined): Promise<Heard> {
  const headers = token === undefined ? {} : { authorization: `token ${token}` };
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, { headers });
  undo.push(async () => socket.terminate());
  const texts: string[] = [];
  socket.on('message', (data) => texts.push(String(data)));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return { texts, ask: (message) => socket.send(JSON.stringify(message)) };
}

async function twoProcesses(broker: string): Promise<readonly PlatformProcess[]> {
  const folder = await mkdtemp(join(tmpdir(), 'turnpike-topics-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  const database = await freshPostgres();
  undo.push(() => dropPostgres(database));
  const file = join(folder, 'pulse.mjs');
  await writeFile(file, PULSE);
  const common = {
    plugins: ['...', file],
    bus: { url: broker },
    database: { url: database },
    keyFile: join(folder, 'key'),
  };
  const ports = [await freePort(), await freePort()] as const;
  const remotes = { logReader: { url: `http://127.0.0.1:${ports[0]}` } };
  const start = async (name: string, config: object): Promise<PlatformProcess> => {
    const options = { name, folder: join(folder, name), config: { ...common, ...config } };
    const process = await startProcess(options);
    undo.push(() => process.stop());
    return process;
  };
  const whole = await start('whole', {
    http: { port: ports[0] },
    tokens: { role: 'r'.repeat(40) },
  });
  // The plugin is installed here, and does not run.
  const other = {
    http: { port: ports[1] },
    tokens: { role: 'r'.repeat(40) },
    run: ['live'],
    remotes,
  };
  return [whole, await start('live', other)];
}

const binary = mosquitto();
it.skipIf(!binary || !hasPostgres())(
  'reaches both live processes over Mosquitto, also after it was away',
  async () => {
    const broker = await startMosquitto(binary!);
    undo.push(() => broker.remove());
    const [whole, other] = await twoProcesses(broker.url);
    const { url, token } = await cliAccess(whole!.dataDir);
    const folder = await mkdtemp(join(tmpdir(), 'turnpike-project-'));
    undo.push(() => rm(folder, { recursive: true, force: true }));
    const id = addRepository({ url, token }, makeProject(folder).path, 'acme/project');
    const pages = [await pageOf(whole!, token), await pageOf(other!, token)];
    const visitor = await pageOf(other!, undefined);
    const topic = `plugin:pulse/beat:${id}`;
    for (const page of [...pages, visitor]) page.ask({ subscribe: [topic] });
    for (const { texts } of pages)
      await expect.poll(() => texts.join(), { timeout: 20_000 }).toContain('subscribed');
    const tell = async (word: string): Promise<void> => {
      const headers = { authorization: `token ${token}` };
      const answer = await fetch(`${url}/pulse/${id}/${word}`, { method: 'POST', headers });
      expect(answer.status).toBe(202);
    };
    const reaches = async (word: string): Promise<void> => {
      await expect
        .poll(
          async () => (await tell(word), pages.every(({ texts }) => texts.join().includes(word))),
          {
            timeout: 60_000,
            interval: 500,
          },
        )
        .toBe(true);
    };
    await tell('first');
    for (const { texts } of pages)
      await expect
        .poll(() => texts.join(), { timeout: 20_000 })
        .toContain('"payload":{"word":"first"}');
    for (const { texts } of pages) expect(texts.join().split('"word":"first"')).toHaveLength(2);
    await broker.kill();
    await tell('meanwhile');
    await expect.poll(() => pages[0]!.texts.join()).toContain('meanwhile');
    await broker.start();
    await reaches('again');
    expect(visitor.texts.join()).not.toContain('word');
  },
  300_000,
);
