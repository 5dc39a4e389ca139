import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileStoreConformance } from '@turnpike/sdk/conformance';
import { createFileRoom } from '../../plugins/storage/src/file-room.js';

fileStoreConformance('fs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'turnpike-files-'));
  return {
    store: createFileRoom(folder),
    restarted: async () => createFileRoom(folder),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
});
