/** Uploads in parts that died with their process cost room until they are ended. */
import type { Objects } from './wire/objects.js';
import { S3Error } from './wire/s3-error.js';

/** No upload takes so long. */
const DAY_MS = 86_400_000;

/** Answers how many. Servers that cannot list uploads have none that could be ended. */
export async function endOldUploads(
  objects: Objects,
  prefix: string,
  olderThanMs = DAY_MS,
): Promise<number> {
  const before = Date.now() + objects.client.skewMs - olderThanMs;
  let ended = 0;
  try {
    for await (const upload of objects.uploads(prefix)) {
      if (upload.at >= before) continue;
      await objects.abortUpload(upload);
      ended += 1;
    }
  } catch (error) {
    if (error instanceof S3Error && (error.status === 501 || error.status === 405)) return ended;
    throw error;
  }
  return ended;
}
