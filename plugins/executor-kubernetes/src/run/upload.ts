import { uploadCommand } from '@turnpike/sdk/wrapper';
import type { Clock } from '@turnpike/sdk';
import { again } from '../client/again.js';
import { ApiError } from '../client/api-error.js';
import type { ClusterClient } from '../client/client.js';
import type { PodRef } from '../pod-watch.js';
import { PLACE } from '../pod/containers.js';
import { JOB } from '../pod/names.js';

const PATIENCE_MS = 120_000;
/** One message of a WebSocket; the server takes larger ones ill. */
const PIECE = 64 * 1_024;

/**
 * Hands the script to the waiting job. It may be done twice: the other side knows length and checksum, and takes it
 * once. Throws ApiError where it cannot be done.
 */
export async function uploadScript(
  { client, clock, signal }: { client: ClusterClient; clock: Clock; signal: AbortSignal },
  { namespace, name }: PodRef,
  script: Uint8Array,
): Promise<void> {
  const target = { namespace, pod: name, container: JOB, stdin: true };
  const command = uploadCommand(PLACE, script);
  await again({ clock, signal, ms: PATIENCE_MS }, async () => {
    const exec = await client.exec({ ...target, command }, signal);
    try {
      for (let from = 0; from < script.byteLength; from += PIECE) {
        exec.write(script.subarray(from, from + PIECE));
      }
      // It writes nothing; reading on lets the connection live.
      const end = await exec.end;
      if ('code' in end && end.code === 0) return;
      const why = 'code' in end ? `exit code ${end.code} ${exec.stderr().trim()}` : end.broken;
      throw new ApiError(`the script could not be handed over: ${why}`, { status: 0 });
    } finally {
      exec.close();
    }
  });
}
