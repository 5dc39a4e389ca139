import type { AdoptedInstance, RunExit, RunningScript } from '@turnpike/sdk';
import { exitOfRecord, uploadFiles, type Following, type LogEnd } from '@turnpike/sdk/wrapper';
import type { Engine } from '../engine/engine.js';
import { writeTar } from '../engine/tar.js';
import type { DockerConfig } from '../config.js';
import { ROOT } from './body.js';
import { watchDisk } from './disk-watch.js';
import { isOutOfMemory, OVER_DISK, overLimit } from './over-limit.js';
import { readLog } from './read-log.js';
import { deathsOf, type RunningService } from './services.js';

export interface InstanceParts {
  readonly engine: Engine;
  readonly limits: DockerConfig['limits'];
  readonly services: readonly RunningService[];
  /** Ends and removes all that belongs to the run. Repeatable. */
  remove(): Promise<void>;
}

/** A job's container that runs and waits for its script, or has it already. */
export function jobInstance(parts: InstanceParts, id: string, mark: string): AdoptedInstance {
  const { engine, limits } = parts;
  const log = readLog(engine, id, mark);
  let stopping: Promise<void> | undefined;

  async function upload(bash: Uint8Array): Promise<void> {
    const files = uploadFiles(bash).map(([name, bytes]) => ({
      name: `${ROOT.slice(1)}/${name}`,
      mode: 0o644,
      bytes,
    }));
    // One after the other: the second says that the first is there.
    for (const file of files) await engine.put(id, writeTar([file]));
  }

  function follow(begun: Promise<void>): RunningScript {
    const disk = watchDisk(engine, id, limits.diskMiB, () => log.close(OVER_DISK));
    begun.catch((error: unknown) => {
      log.close(`The script cannot be handed to the container: ${(error as Error).message}`);
    });
    let told: () => void = () => undefined;
    const isTold = new Promise<void>((resolve) => (told = resolve));
    const exit = log.end.then(async (end) => {
      disk.stop();
      await isTold;
      return exitOf(end);
    });
    return { output: withReasons(log, parts, told), exit };
  }

  async function stop(): Promise<void> {
    log.close('The instance was stopped.');
    await parts.remove();
  }

  return {
    id: id.slice(0, 12),
    run: (bash) => follow(upload(bash)),
    resume: () => follow(Promise.resolve()),
    keepFor: (seconds) => log.keepFor(seconds),
    leave: async () => log.close('The worker has left the job.'),
    stop: () => (stopping ??= stop()),
  };
}

/** The job's own doing: errored, and not tried again. */
const OVER_LIMIT: RunExit = { code: 137 };

function exitOf(end: LogEnd): RunExit {
  if ('record' in end) return exitOfRecord(end.record);
  return end.lost === OVER_DISK || isOutOfMemory(end.lost) ? OVER_LIMIT : end;
}

/** What the job cannot say itself. */
async function* withReasons(
  log: Following,
  { engine, limits, services }: InstanceParts,
  told: () => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* log.output;
    const end = await log.end;
    const reason = overLimit(end, limits);
    // What ended with the whole container died of no fault of its own.
    const deaths = 'record' in end ? await deathsOf(engine, services) : [];
    for (const words of [...deaths, ...(reason === undefined ? [] : [reason])]) {
      yield Buffer.from(`\r\n\u001b[31;1m${words.replaceAll('\n', '\r\n')}\u001b[0m\r\n`);
    }
  } finally {
    told();
  }
}
