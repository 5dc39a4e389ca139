import { fileStoreConformance, logStoreConformance } from '@turnpike/sdk/conformance';
import { afterAll, describe, it } from 'vitest';
import { startS3 } from '../../../test/support/s3-server.js';
import { createS3FileStore } from './files/s3-file-store.js';
import { testBucket } from './testing/test-bucket.js';

const server = await startS3();
afterAll(() => server?.remove());

if (!server) describe.skip('store-s3 on versitygw', () => it('keeps logs and files'));
else {
  logStoreConformance('store-s3', async () => {
    const subject = await testBucket(server);
    return {
      store: await subject.logs(),
      restarted: () => subject.logs(),
      dispose: () => subject.dispose(),
    };
  });

  fileStoreConformance('store-s3', async () => {
    const { bucket, dispose } = await testBucket(server);
    const open = () => createS3FileStore({ objects: bucket.objects, prefix: bucket.prefix });
    return { store: open(), restarted: async () => open(), dispose };
  });
}
