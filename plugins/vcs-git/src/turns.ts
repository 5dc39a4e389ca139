/**
 * Runs one piece of work for a key at a time in this process. Who comes while it runs shares the next
 * turn, which begins after they came: what they wait for is in it.
 */
export function createTurns(): (key: string, work: () => Promise<void>) => Promise<void> {
  const running = new Map<string, Promise<void>>();
  const next = new Map<string, Promise<void>>();
  const start = (key: string, work: () => Promise<void>): Promise<void> => {
    const turn = work().finally(() => {
      if (running.get(key) === turn) running.delete(key);
    });
    running.set(key, turn);
    return turn;
  };
  return (key, work) => {
    const current = running.get(key);
    if (!current) return start(key, work);
    const queued = next.get(key);
    if (queued) return queued;
    const begin = () => {
      next.delete(key);
      return start(key, work);
    };
    const turn = current.then(begin, begin);
    next.set(key, turn);
    return turn;
  };
}
