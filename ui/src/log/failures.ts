import type { LogLines } from './lines.js';

/** `The command "x" exited with 1.`, `… failed and exited with 2 during install.`, `… exited with 1.` of a stage. */
const FAILED = /^The command ".*" (?:failed and )?exited with (?!0\b)\d+/;

/** Lines (from 0) at which a command is said to have failed, from `from` on; only what is finished is looked at. */
export function failedCommands(log: LogLines, from = 0): number[] {
  const found: number[] = [];
  for (let line = from; line < log.finished; line += 1)
    if (FAILED.test(log.text(line))) found.push(line);
  return found;
}
