/** The words for Node by which a process may do nothing but what is named. */

export interface Allowed {
  /** Absolute paths; folders with all that is in them. */
  readonly readable: readonly string[];
  readonly writable: readonly string[];
  readonly programs?: boolean;
  readonly threads?: boolean;
  readonly addons?: boolean;
  /** Of its heap; absent: as much as Node thinks fit. */
  readonly heapBytes?: number;
}

/** For the Node that runs: 20 calls it experimental. */
export function nodeFlags(allowed: Allowed): readonly string[] {
  const { readable, writable, programs, threads, addons, heapBytes } = allowed;
  const isKnown = (flag: string) => process.allowedNodeEnvironmentFlags.has(flag);
  const also = [
    ...(programs ? ['--allow-child-process'] : []),
    ...(threads ? ['--allow-worker'] : []),
    ...(addons ? ['--allow-addons'] : []),
  ];
  return [
    isKnown('--permission') ? '--permission' : '--experimental-permission',
    '--no-warnings',
    ...(heapBytes === undefined ? [] : [`--max-old-space-size=${Math.ceil(heapBytes / MIB)}`]),
    ...[...readable, ...writable].map((place) => `--allow-fs-read=${place}`),
    ...writable.map((place) => `--allow-fs-write=${place}`),
    ...also.filter(isKnown),
  ];
}
const MIB = 1_048_576;
