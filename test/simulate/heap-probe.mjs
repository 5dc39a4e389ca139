// Loaded into a process with `--import`: on SIGUSR2 collects garbage and writes what is still alive.
import { renameSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');
const file = process.env.TURNPIKE_TEST_HEAP;
process.on('SIGUSR2', async () => {
  // What finalizers let go of is collected only the next time.
  for (let times = 0; times < 3; times += 1) {
    collectGarbage();
    await wait(100);
  }
  collectGarbage();
  const { heapUsed, external, rss } = process.memoryUsage();
  // Whole or not at all: somebody waits for the file.
  writeFileSync(`${file}.new`, JSON.stringify({ heapBytes: heapUsed + external, rssBytes: rss }));
  renameSync(`${file}.new`, file);
});
