/** What `turnpike doctor` says of the first process: in a container it has to collect what jobs leave behind. */
import { readFile } from 'node:fs/promises';
import type { Check } from './checks.js';

/** Of process 1; undefined where there is no /proc. */
export async function firstProcessName(): Promise<string | undefined> {
  return (await readFile('/proc/1/comm', 'utf8').catch(() => undefined))?.trim();
}

/** Node does not wait for processes that it did not start, so ended ones would stay for ever. */
export function firstProcessCheck(name: string | undefined): readonly Check[] {
  if (!/^(node|npm|turnpike|MainThread)\b/.test(name ?? '')) return [];
  return [
    {
      name: 'first process',
      state: 'warning',
      message: `process 1 is ${name}: processes that jobs leave behind stay as zombies`,
      wayOut: 'Start the container with an init: docker run --init, or tini in front.',
    },
  ];
}
