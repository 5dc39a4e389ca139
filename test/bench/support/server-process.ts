/** What the kernel says of a server and of all processes that it has started. */
import { readdirSync, readFileSync } from 'node:fs';

const MB = 1_000_000;

/** Resident memory now, in MB. */
export function residentMB(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return (Number(kilobytes) * 1024) / MB;
}

/** Watches the resident memory until it is asked for the highest value. */
export function watchPeakMB(pid: number): () => number {
  let peak = residentMB(pid);
  const look = (): void => {
    peak = Math.max(peak, residentMB(pid));
  };
  const timer = setInterval(look, 10);
  return () => {
    clearInterval(timer);
    look();
    return peak;
  };
}

function parentOf(pid: string): number {
  try {
    return Number(/\) . (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return Number.NaN; // gone meanwhile
  }
}

/** The process and everything below it. */
export function processTree(pid: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)] as const);
  const tree = [pid];
  for (const one of tree) {
    tree.push(...parents.filter(([, parent]) => parent === one).map(([child]) => child));
  }
  return tree;
}
