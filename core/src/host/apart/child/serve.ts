/** Runs one plugin for the server that started this process, until their channel closes. */
import { Socket } from 'node:net';
import { TurnpikeError } from '../../../contracts/errors.js';
import { createChannel, type Channel } from '../channel.js';
import { loadPlugins } from '../../load.js';
import type { AnyDefinition } from '../../unit.js';
import type { Begin } from '../protocol.js';
import { CHANNEL_FD } from '../serve-fd.js';
import { begun, type Begun } from './begun.js';
import { describe } from './describe.js';
import { fence } from './fence.js';

/** It believes the server. */
const MOST_BYTES = 256 * 1_048_576;

/** `entry`: absolute, of the plugin's module. Never resolves. */
export function serveApart(entry: string, hasNetwork: boolean): Promise<never> {
  const exit = process.exit.bind(process);
  const stream = new Socket({ fd: CHANNEL_FD, readable: true, writable: true });
  stream.on('close', () => exit(0));
  fence({ hasNetwork });
  let running: Promise<Begun> | undefined;
  const channel: Channel = createChannel(stream, {
    mostBytes: MOST_BYTES,
    mostAtOnce: Number.POSITIVE_INFINITY,
    isTrusted: true,
    async answer(method, args, served) {
      if (method === 'describe') return describe(entry);
      if (method === 'ping') return undefined;
      if (method === 'begin') running = beginWith(entry, args[0] as Begin, channel);
      const plugin = await running;
      if (!plugin) throw new Error('It has not begun.');
      return plugin.answer(method, args, served);
    },
    hear: (method, args) => void running?.then((plugin) => plugin.hear(method, args)),
  });
  return new Promise(() => undefined);
}

async function beginWith(entry: string, begin: Begin, channel: Channel): Promise<Begun> {
  const { plugins, problems } = await loadPlugins([entry], entry);
  const found = plugins.find(({ id }) => id === begin.id);
  if (problems[0]) throw problems[0];
  if (!found)
    throw new TurnpikeError(
      'TURNPIKE_PLUGIN_UNKNOWN',
      `${entry} has no plugin ${begin.id} any more.`,
    );
  return begun(found.plugin.definition as unknown as AnyDefinition, begin, channel);
}
