/**
 * An executor in a process of its own. Its instances stay there, and are known here by numbers. They are not adopted:
 * what that process has left is ended.
 */
import { TurnpikeError } from '../../../contracts/errors.js';
import type { Executor, Instance, RunExit } from '../../../contracts/executor.js';
import type { CallPart } from '../parts.js';
import { pull } from '../pull.js';
import { nonsense } from './nonsense.js';

type Data = Readonly<Record<string, unknown>>;

export function apartExecutor(
  call: CallPart,
  data: Data,
  has: (name: string) => boolean,
): Executor {
  if (has('compileEnv')) throw atOnce('compileEnv');
  let facts = data;
  const { startSeconds } = data;
  return {
    id: String(data['id']),
    get isolation() {
      const { isolation } = facts;
      return isolation === 'machine' || isolation === 'container' ? isolation : 'none';
    },
    get offers() {
      const { os, arch } = (facts['offers'] ?? {}) as Data;
      return { os: textsOf(os), arch: textsOf(arch) };
    },
    get warnings() {
      return textsOf(facts['warnings']);
    },
    ...(typeof startSeconds === 'number' && startSeconds > 0 ? { startSeconds } : {}),
    ...(has('open')
      ? { open: async () => void (facts = ((await call('open', [])) ?? {}) as Data) }
      : {}),
    start: async (spec, signal) => instanceOf(call, await call('start', [spec], { signal })),
    reap: async (keep) => void (await call('reap', [keep])),
  };
}

/** Throws TURNPIKE_PLUGIN_ISOLATION: known only once it is built. */
function atOnce(name: string): TurnpikeError {
  return new TurnpikeError(
    'TURNPIKE_PLUGIN_ISOLATION',
    `It cannot run in a process of its own: ${name} has to answer at once.`,
    { at: name, wayOut: 'If you trust it, let it run in the server: isolation: none for its id.' },
  );
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function instanceOf(call: CallPart, sent: unknown): Instance {
  const { held, id, keeps } = (sent ?? {}) as Data;
  if (typeof held !== 'number') throw nonsense('started what is no instance');
  return {
    id: String(id),
    run(bash) {
      const begun = call('run', [held, bash]) as Promise<Data>;
      const output = () => begun.then((run) => run['output']);
      const exit = begun.then((run) => call('exit', [run['exit']])).then(exitOf, lost);
      return { output: untilLost(pull(output, (verb, stream) => call(verb, [stream]))), exit };
    },
    ...(keeps === true
      ? { keepFor: (seconds) => void call('keepFor', [held, seconds]).catch(() => undefined) }
      : {}),
    stop: async () => void (await call('stop', [held])),
  };
}

function exitOf(answer: unknown): RunExit {
  const { code, lost: why } = (answer ?? {}) as Data;
  if (Number.isInteger(code)) return { code: code as number };
  return { lost: typeof why === 'string' ? why : 'It did not say how the script ended.' };
}

/** With its process everything that it ran is lost. */
function lost(error: unknown): RunExit {
  return { lost: error instanceof Error ? error.message : String(error) };
}

/** What its end was `exit` says. */
async function* untilLost(output: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* output;
  } catch {
    return;
  }
}
