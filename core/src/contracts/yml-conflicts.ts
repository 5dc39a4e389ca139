/** One configuration key defined twice must be defined alike. */
import { ConfigError, type TurnpikeError } from './errors.js';
import type { PluginManifest } from './plugin.js';
import type { KeyNode, YmlContribution, YmlKeys } from './yml-keys.js';

/** What installed plugins contribute, in the order of their installation. @experimental */
export function ymlContributions(
  manifests: readonly Pick<PluginManifest, 'id' | 'yml'>[],
): readonly YmlContribution[] {
  return manifests.flatMap(({ id, yml }) => yml.map((keys) => ({ plugin: id, keys })));
}

/** A key's node with the plugin that defines it. */
interface Definition {
  readonly plugin: string;
  readonly node: KeyNode;
}

/** Keys that are defined twice differently (TURNPIKE_YML_KEY_CONFLICT), each with both plugins' names. @experimental */
export function ymlConflicts(contributions: readonly YmlContribution[]): readonly TurnpikeError[] {
  const first = new Map<string, Definition>();
  const problems: TurnpikeError[] = [];
  for (const { plugin, keys: contribution } of contributions)
    for (const [form, key, node] of definitionsIn(contribution)) {
      const place = `${form} ${key}`;
      const known = first.get(place);
      if (!known) first.set(place, { plugin, node });
      else if (!isAlike(known.node, node))
        problems.push(conflict(key, contribution.at, known.plugin, plugin));
    }
  return problems;
}

/** Keys of the root and of jobs share their names. */
function definitionsIn(contribution: YmlKeys): readonly [string, string, KeyNode][] {
  const { at, keys, jobs = {}, fallback } = contribution;
  if (fallback) return [];
  const place = at === 'job' ? 'root' : at;
  const own = Object.entries(keys).flatMap(([key, node]): [string, string, KeyNode][] =>
    node.type === 'shared' ? [] : [[place, key, node]],
  );
  const forms = Object.entries(jobs).map(([key, node]): [string, string, KeyNode] => [
    'jobs',
    key,
    node,
  ]);
  return [...own, ...forms];
}

/** Alike but for the languages under which it has effect, and its words. */
function isAlike(left: KeyNode, right: KeyNode): boolean {
  return left === right || written(bare(left)) === written(bare(right));
}

/** Plain data as text; the order of keys does not count. */
function written(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function bare({ only, summary: _summary, acts: _acts, ...node }: KeyNode): unknown {
  const { language: _language, ...rest } = only ?? {};
  return { ...node, only: rest };
}

function conflict(key: string, at: YmlKeys['at'], first: string, second: string): TurnpikeError {
  return new ConfigError(
    'TURNPIKE_YML_KEY_CONFLICT',
    `${first} and ${second} define the key ${key} (${at}) differently.`,
    { key, plugin: second, wayOut: `Define it alike, or as { type: 'shared' } in one of them.` },
  );
}
