// Loaded into a process with `--import`: on SIGUSR2 collects garbage and writes what is still alive.
import { renameSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');
const file = process.env.TURNPIKE_TEST_HEAP;
process.on('SIGUSR2', () => {
  collectGarbage();
  const { heapUsed, external, rss } = process.memoryUsage();
  // Whole or not at all: somebody waits for the file.
  writeFileSync(`${file}.new`, JSON.stringify({ heapBytes: heapUsed + external, rssBytes: rss }));
  renameSync(`${file}.new`, file);
});
