/** Ctrl-C and SIGTERM while a run goes on. */
export interface Interrupts {
  readonly count: number;
  release(): void;
}

export function onInterrupts(handle: (count: number) => void): Interrupts {
  let count = 0;
  const hear = (): void => {
    count += 1;
    handle(count);
  };
  process.on('SIGINT', hear);
  process.on('SIGTERM', hear);
  process.on('SIGHUP', hear);
  return {
    get count() {
      return count;
    },
    release() {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, hear);
    },
  };
}
