/** One configuration key defined twice must be defined alike. */
import { isDeepStrictEqual } from 'node:util';
import { ConfigError, type TurnpikeError } from '../contracts/errors.js';
import type { PluginManifest } from '../contracts/plugin.js';
import type { KeyNode, SharedKey } from '../contracts/yml-keys.js';

export function ymlConflicts(manifests: readonly PluginManifest[]): readonly TurnpikeError[] {
  const first = new Map<string, { readonly plugin: string; readonly node: KeyNode }>();
  const problems: TurnpikeError[] = [];
  for (const { id, yml } of manifests) {
    for (const [place, key, node] of yml.flatMap(entriesOf)) {
      if (node.type === 'shared') continue;
      const known = first.get(`${place} ${key}`);
      if (!known) first.set(`${place} ${key}`, { plugin: id, node });
      else if (!isAlike(known.node, node)) problems.push(conflict(key, place, known.plugin, id));
    }
  }
  return problems;
}

function entriesOf(contribution: PluginManifest['yml'][number]) {
  return Object.entries(contribution.keys).map(
    ([key, node]): readonly [string, string, KeyNode | SharedKey] => [contribution.at, key, node],
  );
}

/** The languages under which a key has effect may differ: they are joined. */
function isAlike(left: KeyNode, right: KeyNode): boolean {
  return isDeepStrictEqual(withoutLanguage(left), withoutLanguage(right));
}

function withoutLanguage({ only, ...node }: KeyNode): unknown {
  const { language: _language, ...rest } = only ?? {};
  return { ...node, only: rest };
}

function conflict(key: string, place: string, first: string, second: string): TurnpikeError {
  return new ConfigError(
    'TURNPIKE_YML_KEY_CONFLICT',
    `${first} and ${second} define the key ${key} (${place}) differently.`,
    { key, plugin: second, wayOut: `Define it alike, or as { type: 'shared' } in one of them.` },
  );
}
