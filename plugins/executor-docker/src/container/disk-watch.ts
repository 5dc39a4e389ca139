import type { Engine } from '../engine/engine.js';

const PAUSE_MS = 10_000;
const MIB = 1_048_576;

/** Looks now and then how much a container has written, and calls `over` once when that is too much. */
export function watchDisk(
  engine: Engine,
  id: string,
  diskMiB: number | undefined,
  over: () => void,
): { readonly stop: () => void } {
  if (diskMiB === undefined) return { stop: () => undefined };
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function look(): Promise<void> {
    // An engine that is away is somebody else's to tell.
    const found = await engine.inspect(id, true).catch(() => undefined);
    if (isStopped) return;
    if ((found?.SizeRw ?? 0) > diskMiB! * MIB) return over();
    timer = setTimeout(() => void look(), PAUSE_MS);
  }
  timer = setTimeout(() => void look(), PAUSE_MS / 5);
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
