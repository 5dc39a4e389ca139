import type { Engine } from './engine.js';
import { unframe } from './frames.js';

/** All that a program in a running container says. Throws EngineError. */
export async function execOutput(
  engine: Engine,
  id: string,
  command: readonly string[],
): Promise<string> {
  return textOf(unframe(await engine.exec(id, command)));
}

/** What a container has said last, for people; empty where the engine does not tell. */
export async function lastWords(engine: Engine, id: string): Promise<string> {
  try {
    const query = { stdout: true, stderr: true, tail: 50 };
    const stream = await engine.wire.stream({ path: `/containers/${id}/logs`, query });
    return (await textOf(unframe(stream))).slice(-2_000).trim();
  } catch {
    // The reason itself says more.
    return '';
  }
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const blocks: Uint8Array[] = [];
  for await (const block of stream) blocks.push(block);
  return Buffer.concat(blocks).toString();
}
