const AT_ONCE = 500;

/**
 * Removes old rows lot by lot, so that no statement holds the database for long. Answers how many went.
 *
 * @param purge removes at most `limit` rows and answers how many there were.
 * @experimental
 */
export async function purgeAll(
  purge: (limit: number) => Promise<number>,
  signal: AbortSignal,
): Promise<number> {
  let removed = 0;
  while (!signal.aborted) {
    const went = await purge(AT_ONCE);
    removed += went;
    if (went < AT_ONCE) break;
  }
  return removed;
}
