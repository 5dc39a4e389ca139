/** `npm run test:cluster [-- [--without-cluster] FILTER…]`: tests on real engines and on the real cluster. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../support/root.js';
import { versitygw } from '../support/s3-server.js';
import { tool } from '../support/tool-room.js';
import { layoutOf } from './plane/layout.js';
import { inNetwork } from './plane/network.js';
import { prepareProduct } from './platform/product.js';

const WITHOUT = '--without-cluster';
const filters = process.argv.slice(2).filter((word) => word !== WITHOUT);
const alone = process.argv.includes(WITHOUT);

function run(command: readonly string[]): number {
  const [name = '', ...args] = command;
  return spawnSync(name, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
}

const vitest = [
  ...[process.execPath, join(root, 'node_modules/vitest/vitest.mjs'), 'run'],
  ...['--config', 'test/cluster/vitest.config.ts', ...filters],
];
const up = [
  ...[process.execPath, join(root, 'node_modules/tsx/dist/cli.mjs')],
  ...['test/cluster/plane/run.ts', 'up'],
];

/** The API server's address is there only in the network of the first node: the tests run there, where nothing is built. */
async function onCluster(): Promise<number> {
  await tool(versitygw);
  if (filters.length === 0 || filters.some((filter) => filter.includes('platform')))
    await prepareProduct();
  const code = run(up);
  return code === 0 ? run(inNetwork(layoutOf().nodes[0]!, ...vitest)) : code;
}

process.exitCode = alone ? run(vitest) : await onCluster();
