/** A data folder for tests that boot a host, gone with this process: the default one is the clone's own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const dataDir = mkdtempSync(join(tmpdir(), 'turnpike-test-data-'));
process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }));
