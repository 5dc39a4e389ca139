import { createMasker } from '@turnpike/sdk/masking';
import { hearSecrets } from '../log/told-secrets.js';
import { duration, endingOf, errored, size } from '../ending.js';
import type { Run } from '../run.js';
import type { Step } from './step.js';

/** Timers cannot wait longer than about 24 days. */
const LONGEST_MS = 2 ** 30;

/** Runs the script to its end, or to the first limit, cancel or loss. All output has been handed on then. */
export const runScript: Step = async (run) => {
  const { instance, script } = run;
  if (!instance) return undefined;
  tellStarted(run, instance.id);
  let stopping: Promise<void> | undefined;
  const stop = (): void => {
    const stopped = run.ending?.kind === 'left' ? instance.leave?.() : instance.stop();
    stopping = stopped?.catch((error: unknown) => stopFailed(run, error));
  };
  run.signal.addEventListener('abort', stop, { once: true });
  const { output, exit } = run.resume?.() ?? instance.run(Buffer.from(script?.bash ?? ''));
  const watch = watchTime(run);
  try {
    await carry(run, output, watch.heard);
    const ended = await exit;
    // One that was stopped for a reason ends by that reason, not by what stopping did to it.
    if (!run.ending) run.end(endingOf(ended));
  } finally {
    watch.stop();
    run.signal.removeEventListener('abort', stop);
    // Nothing of a job that was stopped is left when its end is told.
    await stopping;
  }
  return undefined;
};

function tellStarted(run: Run, instance: string): void {
  run.reporter.send({ state: 'started', instance }, run.quit).then(
    (answer) => {
      if (answer === 'gone')
        run.end({ kind: 'forgotten', reason: 'The platform gave this run up.' });
    },
    (error: unknown) => run.log.warn({ err: error }, 'the start could not be reported'),
  );
}

function stopFailed(run: Run, error: unknown): void {
  run.log.error({ err: error }, 'the instance could not be stopped');
}

/** Masks, filters, limits and hands on what the job writes. */
async function carry(
  run: Run,
  output: AsyncIterable<Uint8Array>,
  heard: () => void,
): Promise<void> {
  const masker = createMasker(run.secrets);
  const { logBytes } = run.limits;
  let left = logBytes;

  async function pass(masked: Uint8Array): Promise<void> {
    if (masked.byteLength === 0 || left <= 0) return;
    const { bytes } = run.parts.hooks.log.filter.call({ run: run.ref, bytes: masked });
    const fitting = bytes.subarray(0, left);
    left -= bytes.byteLength;
    await run.pump?.write(fitting);
    if (left < 0) {
      run.end(errored(`The log reached its limit of ${size(logBytes)}, so the job was stopped.`));
    }
  }
  let masked: Uint8Array[] = [];
  const flush = async (): Promise<void> => {
    const parts = masked;
    masked = [];
    for (const part of parts) await pass(part);
  };
  const ears = hearSecrets(run.tell, {
    pass: (bytes) => void masked.push(masker.push(bytes)),
    told(secret) {
      run.learn(secret);
      masker.use(run.secrets);
    },
  });
  // Of a script that is not known any more, it has to be assumed.
  const tells = run.script?.bash.includes(run.tell) ?? true;
  for await (const chunk of output) {
    heard();
    if (tells) ears.push(chunk);
    else masked.push(masker.push(chunk));
    await flush();
    // The time that the log made the job wait is not the job's silence.
    heard();
  }
  ears.end();
  masked.push(masker.end());
  await flush();
}

/** Ends the run when it takes too long, or is silent for too long. */
function watchTime(run: Run): { readonly heard: () => void; readonly stop: () => void } {
  const { clock } = run.parts;
  const { hardSeconds, silenceSeconds } = run.limits;
  const stopped = new AbortController();
  let last = clock.monotonic();
  const began = last - (run.adopted ? Math.max(0, clock.now() - run.keepsake.startedAt) : 0);

  async function watch(): Promise<void> {
    while (!stopped.signal.aborted) {
      const now = clock.monotonic();
      const hard = began + hardSeconds * 1_000 - now;
      const silent = last + silenceSeconds * 1_000 - now;
      if (hard <= 0) return run.end(tooLong(hardSeconds));
      if (silent <= 0) return run.end(tooSilent(silenceSeconds));
      await clock.sleep(Math.min(hard, silent, LONGEST_MS), stopped.signal).catch(() => undefined);
    }
  }
  void watch();
  return { heard: () => (last = clock.monotonic()), stop: () => stopped.abort() };
}

function tooLong(seconds: number): ReturnType<typeof errored> {
  return errored(`The job ran for ${duration(seconds)}, its time limit, so it was stopped.`);
}

function tooSilent(seconds: number): ReturnType<typeof errored> {
  return errored(`The job wrote nothing for ${duration(seconds)}, so it was stopped.`);
}
