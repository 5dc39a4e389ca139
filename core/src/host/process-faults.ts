/** What reaches the whole process although it is one plugin's: exceptions in timers, rejections, `process.exit`. */
import { TurnpikeError } from '../contracts/errors.js';
import type { Host } from './host.js';
import { pluginFailed } from './problems.js';
import { whoseWork } from './whose.js';

type Process = Pick<NodeJS.Process, 'on' | 'off'> & { exit: (code?: number) => never };

/**
 * From now on a plugin from elsewhere cannot end the process: what it throws where nobody catches it stops that
 * plugin and no other, and its `process.exit` throws. A fault of ours ends all by `stop`: nobody knows what
 * state it left, and a supervisor starts anew. Answers the undo.
 */
export function guardProcess(
  host: Pick<Host, 'log' | 'failForeign'>,
  stop: (code: number) => void,
  on: Process = process as Process,
): () => void {
  const exit = on.exit;

  function uncaught(error: unknown): void {
    const plugin = whoseWork();
    if (plugin !== undefined && host.failForeign(plugin, 'go on', error)) return;
    const whose = plugin === undefined ? {} : { plugin };
    host.log.error({ ...whose, err: error }, 'an exception was not caught; stopping');
    stop(FAILED);
  }

  function rejected(reason: unknown): void {
    const plugin = whoseWork();
    const whose = plugin === undefined ? {} : { plugin };
    host.log.error({ ...whose, err: reason }, 'a promise was rejected that nobody waits for');
  }

  function guarded(code?: number): never {
    const plugin = whoseWork();
    if (plugin === undefined) return exit.call(on, code);
    const error = pluginFailed(plugin, 'leave the process alone', noExit());
    host.log.error({ plugin, code, err: error }, 'a plugin wanted to end the process');
    throw error;
  }

  on.on('uncaughtException', uncaught);
  on.on('unhandledRejection', rejected);
  on.exit = guarded;
  return () => {
    on.off('uncaughtException', uncaught);
    on.off('unhandledRejection', rejected);
    on.exit = exit;
  };
}
const FAILED = 1;

function noExit(): TurnpikeError {
  return new TurnpikeError('TURNPIKE_PLUGIN_FAILED', 'process.exit would end all of them.', {
    wayOut: 'Throw an error instead: it stops the plugin, and says why.',
  });
}
