/** One log from a store to another one, with its parts as they were taken. */
import { TurnpikeError } from '../../contracts/errors.js';
import type { LogStore, RunRef } from '../../contracts/services.js';

/** `there`: it had been carried before. `open`: it is not sealed yet. `missing`: neither store has it. */
export type Carried = 'carried' | 'there' | 'open' | 'missing';

const LOT_BYTES = 8 * 1_048_576;
const LOT_PARTS = 1_000;

/** Throws where the other store answers another checksum; nothing of it is left there then. */
export async function carryLog(from: LogStore, to: LogStore, log: RunRef): Promise<Carried> {
  const [source, target] = [await from.end(log), await to.end(log)];
  if (!source) return target?.sealed ? 'there' : 'missing';
  if (!source.sealed) return 'open';
  const wanted = await from.seal(log);
  if (target?.sealed && (await to.seal(log)).sha256 === wanted.sha256) return 'there';
  // Begun by a command that was ended, or not what it should be.
  if (target) await to.delete(log);
  await copyParts(from, to, log);
  const { sha256 } = await to.seal(log);
  if (sha256 === wanted.sha256) return 'carried';
  await to.delete(log);
  throw new TurnpikeError(
    'TURNPIKE_INTERNAL',
    `The log of run ${log.jobId}.${log.run} arrived damaged.`,
    { wayOut: 'Run the command again; if it stays so, look at the disks and the memory of both.' },
  );
}

async function copyParts(from: LogStore, to: LogStore, log: RunRef): Promise<void> {
  for (let after = -1; ;) {
    const lot = withinBytes(await from.parts(log, after, LOT_PARTS));
    const [first, last] = [lot[0], lot.at(-1)];
    if (!first || !last) return;
    const blocks: Uint8Array[] = [];
    for await (const block of from.read(log, { kind: 'bytes', from: first.from, to: last.to }))
      blocks.push(block);
    const bytes = Buffer.concat(blocks);
    for (const part of lot)
      await to.append(log, part.from, bytes.subarray(part.from - first.from, part.to - first.from));
    after = last.number;
  }
}

type Parts = Awaited<ReturnType<LogStore['parts']>>;

/** At least one. */
function withinBytes(parts: Parts): Parts {
  const start = parts[0]?.from ?? 0;
  const most = parts.findIndex(({ to }) => to - start > LOT_BYTES);
  return most === -1 ? parts : parts.slice(0, Math.max(1, most));
}
