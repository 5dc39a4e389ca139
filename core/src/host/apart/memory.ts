/** How much memory a process takes, with those that it began. */
import { readFileSync } from 'node:fs';

/** In bytes; 0 where the system does not tell, or the process is gone. */
export function memoryOf(pid: number): number {
  try {
    const [, kib = '0'] =
      /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kib) * 1_024 + childrenOf(pid).reduce((sum, one) => sum + memoryOf(one), 0);
  } catch {
    return 0;
  }
}

function childrenOf(pid: number): readonly number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text
    .split(' ')
    .filter((word) => word !== '')
    .map(Number);
}
