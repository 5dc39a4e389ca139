/** The highest version of each row that was told of. Bounded: the oldest are forgotten and told again. */
const MOST = 5_000;

export interface Versions {
  /** true: newer than what was told, and remembered now. */
  isNews(key: string, version: number): boolean;
}

export function createVersions(): Versions {
  const told = new Map<string, number>();
  return {
    isNews(key, version) {
      const before = told.get(key);
      if (before !== undefined && before >= version) return false;
      told.delete(key);
      told.set(key, version);
      const oldest = told.keys().next();
      if (told.size > MOST && !oldest.done) told.delete(oldest.value);
      return true;
    },
  };
}
