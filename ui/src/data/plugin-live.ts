/** What elements of plugins hear of their own plugin's topics. */
import type { LiveEventData } from '@turnpike/core/contracts/wire';
import type { LiveClient } from './live.js';

export interface TopicHearer {
  /** Something was told. `repository`: id of that which it is about. */
  heard(payload: unknown, about: { readonly repository: number | undefined }): void;
  /** Something may have been missed: read again. */
  lost?(): void;
  /** One may not hear it, or no longer. */
  refused?(why: string): void;
}
export interface TopicOf {
  /** Id: only what is about this one. */
  readonly repository?: number;
}
/** Answers the undo. All that an element hears ends with its place on the page. */
export type Live = (
  topic: string,
  hearer: TopicHearer | TopicHearer['heard'],
  of?: TopicOf,
) => () => void;

/** `live` of one plugin's elements; `keep` gets each undo. */
export function liveOf(
  plugin: string,
  client: () => LiveClient | undefined,
  keep: (undo: () => void) => void,
): Live {
  return (topic, hearer, { repository } = {}) => {
    const { heard, ...rest } = typeof hearer === 'function' ? { heard: hearer } : hearer;
    const name = `plugin:${plugin}/${topic}${repository === undefined ? '' : `:${repository}`}`;
    const event = (_name: string, { payload, repository_id: id }: LiveEventData): void =>
      heard(payload, { repository: id ?? undefined });
    const undo = client()?.subscribe(name, { ...rest, event }) ?? (() => undefined);
    keep(undo);
    return undo;
  };
}
