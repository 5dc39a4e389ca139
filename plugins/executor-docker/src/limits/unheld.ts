import type { DockerConfig } from '../config.js';
import type { HeldLimits } from './read-limits.js';

const MIB = 1_048_576;

/** What is configured and does not hold, in plain words; `held` is what was read inside a container. */
export function unheldLimits(
  { memoryMiB, cpus, pids, shmMiB }: DockerConfig['limits'],
  held: HeldLimits,
): readonly string[] {
  const memory = memoryMiB === undefined ? undefined : memoryMiB * MIB;
  return [
    ...unheld('memory', memory, held.memoryBytes, bytes),
    ...unheld('swap', memory, held.swapBytes, bytes),
    ...unheld('processors', cpus, held.cpus, String),
    ...unheld('processes', pids, held.pids, String),
    ...unheld('/dev/shm', shmMiB * MIB, held.shmBytes, bytes),
  ];
}

function unheld(
  what: string,
  wanted: number | undefined,
  held: number | 'max' | undefined,
  say: (value: number) => string,
): readonly string[] {
  // Less is a limit too: the engine may have one of its own. Fractions of a processor are rounded.
  if (wanted === undefined || (typeof held === 'number' && held <= wanted * 1.001)) return [];
  const found =
    held === undefined
      ? 'the kernel tells of none'
      : `it is ${held === 'max' ? 'none' : say(held)}`;
  return [`The limit of ${what} (${say(wanted)}) does not hold: inside a container ${found}.`];
}

const bytes = (value: number): string => `${Math.round(value / MIB)} MiB`;
