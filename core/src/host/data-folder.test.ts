import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../log/silent-logger.js';
import { bootHost } from './boot.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const rightsAfterStart = async (dataDir: string): Promise<number> => {
  const values = { dataDir, bus: { url: 'memory' }, http: { port: 0 } };
  const host = await bootHost({ dir: null, values, log: silentLogger, plugins: [] });
  await host.stop({ force: true });
  return statSync(dataDir).mode & 0o777;
};

describe('the data folder', () => {
  it('is its owner’s alone, whoever made it', async () => {
    expect(await rightsAfterStart(join(folder, 'new', 'data'))).toBe(0o700);
    const open = join(folder, 'open');
    mkdirSync(open, { mode: 0o755 });
    expect(await rightsAfterStart(open)).toBe(0o700);
  });

  it('lets jobs of a server of root through to the sample, and shows them no names', async () => {
    const dataDir = join(folder, 'data');
    mkdirSync(join(dataDir, 'sample.git'), { recursive: true });
    expect(await rightsAfterStart(dataDir)).toBe(process.getuid?.() === 0 ? 0o711 : 0o700);
  });
});
