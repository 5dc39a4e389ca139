import { isStatus } from './engine-error.js';
import type { Wire } from './wire.js';

const REMOVE_TRIES = 50;

/** Removes a container. Somebody may be at it already (409), or it hangs for a moment. */
export async function removed(wire: Wire, path: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await wire.json({ method: 'DELETE', path, query: { force: true, v: true } });
      return;
    } catch (error) {
      if (isStatus(error, 404)) return;
      if (tries >= REMOVE_TRIES || isStatus(error, 0)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.min(1_000, 20 * tries)));
    }
  }
}
