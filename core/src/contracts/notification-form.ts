/** A notifier gets maps only: what is written short must say which key it stands for. */
import { ConfigError, type TurnpikeError } from './errors.js';
import type { KeyNode, MapNode, YmlContribution } from './yml-keys.js';

/** The form of a kind of notifications: its own map, and the key of it that other values mean. @experimental */
export interface NotificationForm {
  /** Form that entries have when they are a map. */
  readonly map: MapNode;
  /** Key that a short form is put under; undefined: there is none. */
  readonly main: string | undefined;
  /** May an entry be written without a map? */
  readonly shortForms: readonly KeyNode[];
}

/** undefined: a short form would be lost, for nothing says where it goes. @experimental */
export function notificationForm(node: KeyNode): NotificationForm | undefined {
  const [map, ...shortForms] = node.type === 'any' ? node.any_of : [node];
  if (map?.type !== 'map') return undefined;
  const main = map.prefix?.key ?? onlyKey(map);
  const needsMain = shortForms.some(({ type }) => type !== 'bool' && type !== 'map');
  if (needsMain && main === undefined) return undefined;
  return { map, main: needsMain ? main : map.prefix?.key, shortForms };
}

function onlyKey({ keys = {} }: MapNode): string | undefined {
  const names = Object.keys(keys);
  return names.length === 1 ? names[0] : undefined;
}

/** Kinds whose entries would reach their notifier empty (TURNPIKE_YML_KEY_FORM), each with its plugin. @experimental */
export function notificationFormProblems(
  contributions: readonly YmlContribution[],
): readonly TurnpikeError[] {
  return contributions.flatMap(({ plugin, keys: { at, keys, fallback } }) =>
    at !== 'notifications' || fallback
      ? []
      : Object.entries(keys).flatMap(([key, node]) =>
          node.type === 'shared' || notificationForm(node) ? [] : [formProblem(plugin, key)],
        ),
  );
}

const formProblem = (plugin: string, key: string): TurnpikeError =>
  new ConfigError(
    'TURNPIKE_YML_KEY_FORM',
    `${plugin}: what is written short under notifications.${key} would reach the notifier empty.`,
    {
      key,
      plugin,
      wayOut: `Define it as map({ … }, { prefix: { key: '…' } }), which names the key that a text or a list stands for; or as any([that map, list(text), text]).`,
    },
  );
