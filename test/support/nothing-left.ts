/** A suite that leaves something in the clone can make another test of the same clone fail, in one order and not in another. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.js';

const folder = join(root, 'data');

export function setup(): (() => void) | undefined {
  // Somebody has started the platform here.
  if (existsSync(folder)) return undefined;
  return () => {
    if (!existsSync(folder)) return;
    // Printed at the end of the suite; it does not fail for it.
    throw new Error(`A test has made ${folder}. → Give what it starts a \`dataDir\` of its own.`);
  };
}
