/** Levenshtein distance, or `limit` where it is not below that. */
export function distanceBelow(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    row = nextRow(row, left.charCodeAt(i - 1), right, i);
    if (Math.min(...row) >= limit) return limit;
  }
  return Math.min(row[right.length] ?? limit, limit);
}

function nextRow(
  previous: readonly number[],
  char: number,
  right: string,
  first: number,
): number[] {
  const row = [first];
  for (let j = 1; j <= right.length; j++) {
    const replaced = (previous[j - 1] as number) + (char === right.charCodeAt(j - 1) ? 0 : 1);
    row.push(Math.min(replaced, (previous[j] as number) + 1, (row[j - 1] as number) + 1));
  }
  return row;
}
