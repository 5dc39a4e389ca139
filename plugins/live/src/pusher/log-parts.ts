/** Parts of the logs of watched jobs, by the numbers that they have in the API. */
import type { LogReader, RunRef } from '@turnpike/sdk';

const AT_ONCE = 100;

export interface LogPart {
  readonly number: number;
  readonly content: string;
  readonly final: boolean;
}
export interface LogPartFeed {
  /** From what the log has now on. Once a job is watched. */
  begin(): Promise<void>;
  /** Asks for what came since; whoever asks meanwhile is asked for again. */
  look(): Promise<void>;
}

type Logs = Pick<LogReader, 'info' | 'parts'>;

/** `tell`: each part once, in order, the last one `final`. */
export function createLogPartFeed(
  logs: Logs,
  run: RunRef,
  tell: (part: LogPart) => void,
): LogPartFeed {
  let last = -1;
  let isOver = false;
  let asked = false;
  let looking: Promise<void> | undefined;

  async function next(): Promise<void> {
    const sealed = (await logs.info(run))?.sealed ?? false;
    for (;;) {
      const parts = await logs.parts(run, last, AT_ONCE);
      for (const part of parts) pass(part);
      if (parts.length < AT_ONCE) break;
    }
    // Sealed after its last part: the end has a part of its own.
    if (sealed && !isOver) pass({ number: last + 1, content: '', final: true });
  }

  function pass(part: LogPart): void {
    last = part.number;
    isOver ||= part.final;
    tell(part);
  }

  async function lookUntilDone(): Promise<void> {
    while (asked && !isOver) {
      asked = false;
      await next();
    }
  }

  return {
    async begin() {
      const info = await logs.info(run);
      last = (info?.parts ?? 0) - 1;
      isOver = info?.sealed ?? false;
    },
    look() {
      asked = true;
      looking ??= lookUntilDone().finally(() => {
        looking = undefined;
      });
      return looking;
    },
  };
}
