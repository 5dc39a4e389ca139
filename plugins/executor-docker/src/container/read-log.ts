import { attendCommand, followLog, type Following, type LogReading } from '@turnpike/sdk/wrapper';
import { isStatus } from '../engine/engine-error.js';
import type { Engine } from '../engine/engine.js';
import { unframe } from '../engine/frames.js';
import { readTarFile } from '../engine/tar.js';
import { ROOT } from './body.js';

const PAUSE_MS = { first: 50, most: 2_000 } as const;
/** An engine that is away for so long has lost what it ran, or will never tell. */
const AWAY_TRIES = 40;

/** The log of a job's container: while it runs by a program in it, afterwards from its files. */
export function readLog(engine: Engine, id: string, mark: string): Following {
  let isOver = false;

  async function open(from: number): Promise<LogReading> {
    if (isOver) return stored(from);
    const socket = await engine.exec(id, attendCommand({ root: ROOT }, from));
    socket.on('error', () => undefined);
    return {
      bytes: unframe(socket),
      beat: (line) => void socket.write(line),
      close: () => void socket.destroy(),
    };
  }

  async function stored(from: number): Promise<LogReading> {
    const archive = await engine.get(id, `${ROOT}/log/log`);
    if (!archive) throw new Error('It has left no log.');
    return { bytes: readTarFile(archive, from) };
  }

  /** The first look at a container that has ended still may find its log; the second one not. */
  async function broken(_error: unknown, tries: number): Promise<string | undefined> {
    try {
      const found = await engine.inspect(id);
      if (!found) return 'The container of the job is gone.';
      if (isOver && tries > 1) return whyEnded(found.State);
      isOver = !found.State.Running;
      if (isOver) return undefined;
    } catch (error) {
      if (tries >= AWAY_TRIES || !isStatus(error, 0, 500, 502, 503)) {
        return `The engine does not tell what became of the job: ${(error as Error).message}`;
      }
    }
    const pause = Math.min(PAUSE_MS.most, PAUSE_MS.first * tries);
    await new Promise((resolve) => setTimeout(resolve, pause));
    return undefined;
  }

  return followLog({ mark, open, broken });
}

function whyEnded({
  ExitCode,
  OOMKilled,
  Error: words,
}: {
  readonly ExitCode: number;
  readonly OOMKilled: boolean;
  readonly Error: string;
}): string {
  const more = words === '' ? '' : `: ${words}`;
  if (OOMKilled) return 'The container of the job ran out of memory and was ended by the kernel.';
  return `The container of the job ended with ${ExitCode} and no word of its script${more}.`;
}
