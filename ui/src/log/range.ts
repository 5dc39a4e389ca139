/** Lines as people count them, from 1, both included. */
export interface LineSelection {
  readonly from: number;
  readonly to: number;
}

/** `#L10`, `#L10-L20`, `#L20-10`; undefined for any other fragment. */
export function parseRange(fragment: string): LineSelection | undefined {
  const match = /^#?L(\d{1,9})(?:-L?(\d{1,9}))?$/.exec(fragment);
  if (!match) return undefined;
  const one = Number(match[1]);
  const other = match[2] === undefined ? one : Number(match[2]);
  if (one < 1 || other < 1) return undefined;
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

export function formatRange({ from, to }: LineSelection): string {
  return from === to ? `#L${from}` : `#L${from}-L${to}`;
}
