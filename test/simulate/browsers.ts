/** Browsers that have the list of repositories open, in a process of their own. */
import { fork } from 'node:child_process';
import type { Platform } from './platform.js';

export interface Browsers {
  /** Messages that came to all of them, when they were closed. */
  readonly heard: number;
  close(): Promise<void>;
}

export async function openBrowsers({ host }: Platform, count: number): Promise<Browsers> {
  const child = fork(new URL('./browser-process.ts', import.meta.url).pathname, {
    execArgv: ['--import', 'tsx'],
  });
  const answer = (order: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', (code) => reject(new Error(`the browsers ended with ${code}`)));
      child.send(order);
    });
  await answer({ url: host.url, count });
  let heard = 0;
  return {
    get heard() {
      return heard;
    },
    async close() {
      heard = Number(await answer({ close: true }));
      child.removeAllListeners('exit');
      child.kill();
    },
  };
}
