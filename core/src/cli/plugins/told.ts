/** What the commands on added plugins answer. */
import type { AddedPlugin } from '../../host/added/lock-file.js';

export interface Told {
  readonly done: string;
  readonly name: string;
  readonly version: string | null;
  readonly plugins: readonly string[];
  readonly integrity: string;
  readonly enabled: boolean;
  /** What is left to do, for people. */
  readonly next: readonly string[];
}

const RESTART = 'start the server anew: it loads its plugins when it starts';
/** Nothing has changed. */
export const UP_TO_DATE = 'up to date:';

export function told(
  done: string,
  name: string,
  { version, plugins, integrity, enabled }: AddedPlugin,
  next: readonly string[] = [],
): Told {
  return {
    done,
    name,
    version,
    plugins,
    integrity,
    enabled,
    next: done === UP_TO_DATE ? [] : [...next, RESTART],
  };
}

export function toldText({ done, name, version, next }: Told): string {
  const head = [done, name, version].filter((part) => part !== null).join(' ');
  return [head, ...next.map((step) => `next: ${step}`)].join('\n');
}
