/** Is there a whole cluster? */
import { kubectlOf } from './client.js';
import type { Layout } from './layout.js';
import { readState, type State } from './state.js';

/** One that answers and has as many nodes, all of them ready. Without `count`: any number, ready or not. */
export async function standing(layout: Layout, count?: number): Promise<State | undefined> {
  const state = await readState(layout);
  if (!state || (count !== undefined && state.nodes.length < count)) return undefined;
  const kubectl = kubectlOf(layout, state.binaries);
  const answer =
    count === undefined
      ? kubectl(['get', '--raw', '/readyz'])
      : kubectl(['wait', '--for=condition=Ready', '--timeout=30s', 'node', '--all']);
  return answer.then(
    () => state,
    () => undefined,
  );
}
