/** Who listens to which topic: an event is handed only to those, however many others there are. */
export interface TopicIndex<S> {
  add(topic: string, listener: S): void;
  remove(topic: string, listener: S): void;
  /** Each listener once, with those of the topics that it listens to. */
  listeners(topics: readonly string[]): ReadonlyMap<S, readonly string[]>;
  /** All topics that anybody listens to. */
  topics(): ReadonlySet<string>;
}

export function createTopicIndex<S>(): TopicIndex<S> {
  const index = new Map<string, Set<S>>();
  return {
    add(topic, listener) {
      const known = index.get(topic) ?? new Set<S>();
      index.set(topic, known.add(listener));
    },
    remove(topic, listener) {
      const known = index.get(topic);
      known?.delete(listener);
      if (known?.size === 0) index.delete(topic);
    },
    listeners(topics) {
      const found = new Map<S, string[]>();
      for (const topic of topics) {
        for (const listener of index.get(topic) ?? []) {
          const own = found.get(listener);
          if (own) own.push(topic);
          else found.set(listener, [topic]);
        }
      }
      return found;
    },
    topics: () => new Set(index.keys()),
  };
}
