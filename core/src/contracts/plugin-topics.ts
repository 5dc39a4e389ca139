/** What a plugin tells the pages that look at it: its own live topics, beside those of the platform. */
import type { z } from 'zod';
import type { AccessLevel } from './domain.js';

/** Who may hear a topic, in words for whoever installs the plugin. @experimental */
export const TOPIC_HEARERS = {
  everybody: 'visitors too, where they may read at all',
  users: 'whoever is logged in',
  administrators: 'administrators of the platform',
  'repository:read': 'whoever may read the repository that it is about',
  'repository:write': 'whoever may trigger builds of the repository that it is about',
  'repository:admin': 'whoever may administer the repository that it is about',
} as const;
/** Whom a topic is for. What is about a repository is for those with that right on it. @experimental */
export type TopicHearers = keyof typeof TOPIC_HEARERS;

/**
 * A live topic of a plugin: `ctx.publish` tells it, elements hear it by `live`, through whichever process their page is
 * connected to. May be lost: it says that there is something to read again, and is no place for what must arrive.
 * @experimental
 */
export interface PluginTopic {
  /** Asked for each subscription, and again while it lasts. */
  readonly hears: TopicHearers;
  /** What is published: plain data, at most 8 KiB as JSON, no secrets. A function that judges it runs where it is published. */
  readonly payload: z.ZodType;
}

/** As plain data. @experimental */
export interface PlainTopic {
  /** Whom it is for. */
  readonly hears: TopicHearers;
  /** JSON Schema. */
  readonly payload: unknown;
}

/** What a topic is about. @experimental */
export interface AboutRepository {
  /** Id of the repository. */
  readonly repositoryId: number;
}

/** Which right on the repository hears it; undefined: it is about none. @experimental */
export function repositoryRight(hears: TopicHearers): AccessLevel | undefined {
  const [, right] = hears.split(':');
  return right as AccessLevel | undefined;
}
