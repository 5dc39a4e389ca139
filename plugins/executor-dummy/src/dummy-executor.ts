import { startFailure, z, type Executor, type Instance, type RunExit } from '@turnpike/sdk';
import { behaviour, behaviourOf, type Behaviour } from './behaviour.js';

export const Config = behaviour.extend({
  os: z.array(z.string()).default(['linux']),
  arch: z.array(z.string()).default(['amd64']),
});
export type DummyConfig = z.infer<typeof Config>;
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** Starts nothing; tells what the job's variables say. `sleep` may run on virtual time. */
export function createDummyExecutor(options: {
  readonly config: DummyConfig;
  readonly sleep: Sleep;
}): Executor {
  const { os, arch, ...defaults } = options.config;
  let count = 0;
  return {
    id: 'dummy',
    isolation: 'container',
    offers: { os, arch },
    warnings: ['Nothing is run: the outcome of jobs is pretended.'],
    async start(spec, signal) {
      signal.throwIfAborted();
      const acts = behaviourOf(spec.payload, defaults);
      if (acts.crash === 'start-user')
        throw startFailure('user', 'There is no such image (pretended).');
      if (acts.crash === 'start-platform') throw startFailure('platform', 'No room (pretended).');
      return pretend(`dummy ${++count}`, acts, options.sleep);
    },
    reap: () => Promise.resolve(),
  };
}

function pretend(id: string, acts: Behaviour, sleep: Sleep): Instance {
  const stopped = new AbortController();

  async function* write(ended: () => void): AsyncGenerator<Uint8Array> {
    try {
      yield Buffer.from(acts.output);
      for (let line = 1; line <= acts.lines && !stopped.signal.aborted; line += 1000) {
        yield Buffer.from(numbered(line, Math.min(acts.lines, line + 999)));
      }
      if (acts.delayMs > 0) await sleep(acts.delayMs, stopped.signal).catch(() => undefined);
    } finally {
      ended();
    }
  }
  return {
    id,
    run() {
      let ended: () => void = () => undefined;
      const exit = new Promise<void>((resolve) => (ended = resolve)).then((): RunExit => {
        if (stopped.signal.aborted) return { code: 137 };
        return acts.crash === 'lost'
          ? { lost: 'The instance vanished (pretended).' }
          : { code: acts.exit };
      });
      stopped.signal.addEventListener('abort', ended);
      return { output: write(ended), exit };
    },
    async stop() {
      stopped.abort();
    },
  };
}

function numbered(from: number, to: number): string {
  let text = '';
  for (let line = from; line <= to; line++) text += `line ${line}\n`;
  return text;
}
