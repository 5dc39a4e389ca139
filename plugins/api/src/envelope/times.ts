/** `2026-11-23T19:45:28Z`; null stays null. */
export function time(at: number | null): string | null {
  return at === null ? null : wholeTime(at);
}
export function wholeTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
/** With milliseconds, as `created_at` and `updated_at` of builds and jobs. */
export function exactTime(at: number): string {
  return new Date(at).toISOString();
}
/** The last of some moments; the first is always there. */
export function latest(first: number, ...others: readonly (number | null)[]): number {
  return Math.max(first, ...others.map((at) => at ?? 0));
}
/** Start and end to the millisecond, beside Travis's whole seconds: most steps of a build are shorter. */
export function exactSpan(of: {
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
}): { readonly started_ms: number | null; readonly finished_ms: number | null } {
  return { started_ms: of.startedAt, finished_ms: of.finishedAt };
}
