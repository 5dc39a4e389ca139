/** Lines of a plugin that is not believed: so many a second, and the rest is counted. */
import type { Logger } from '../../contracts/host.js';

const MOST_A_SECOND = 200;
const LEVELS: readonly string[] = ['debug', 'info', 'warn', 'error'];

export function gatedLog(log: Logger): (level: string, fields: object, message: string) => void {
  let second = 0;
  let lines = 0;
  return (level, fields, message) => {
    const now = Math.floor(performance.now() / 1_000);
    if (now !== second) {
      const left = lines - MOST_A_SECOND;
      if (left > 0) log.warn({ left }, 'lines of the plugin were left out: it wrote too many');
      [second, lines] = [now, 0];
    }
    lines += 1;
    if (lines > MOST_A_SECOND || !LEVELS.includes(level)) return;
    log[level as 'info'](isRecord(fields) ? fields : {}, String(message));
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
