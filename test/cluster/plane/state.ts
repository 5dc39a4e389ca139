/** What is known of a cluster that stands. */
import { readFile, writeFile } from 'node:fs/promises';
import type { Binaries } from './binaries.js';
import type { Layout, NodeLayout } from './layout.js';

/** Written when it is whole. */
export interface State {
  readonly kubeconfig: string;
  /** Network namespace in which the API server's address is reached. */
  readonly network: string;
  readonly nodes: readonly NodeLayout[];
  readonly binaries: Binaries;
  readonly upSeconds: number;
}

/** Undefined where none stands, or only a half one. */
export async function readState(layout: Layout): Promise<State | undefined> {
  const text = await readFile(layout.state, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as State);
}

export const writeState = (layout: Layout, state: State): Promise<void> =>
  writeFile(layout.state, JSON.stringify(state, null, 2));
