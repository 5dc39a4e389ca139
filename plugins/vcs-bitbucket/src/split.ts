import type { RawDelivery } from '@turnpike/sdk';

/** One request is not to store thousands: what is more is found by looking. */
const MOST_PARTS = 50;
/** `/3` at the end of the id of a delivery: the fourth change that it told of. */
const PART = /\/\d+$/;

/**
 * A delivery that tells of several changes, as one of each: same headers but for the id, which is the same again when
 * it is sent again. What tells of one stays as it is.
 */
export function splitDelivery(
  d: RawDelivery,
  idHeader: string,
  changesOf: (payload: Record<string, unknown>) => readonly unknown[] | undefined,
  withChange: (payload: Record<string, unknown>, change: unknown) => object,
): readonly RawDelivery[] {
  const payload = payloadOf(d);
  const changes = payload ? changesOf(payload) : undefined;
  const id = d.headers[idHeader] ?? '';
  if (!payload || !changes || changes.length < 2 || PART.test(id)) return [d];
  return changes.slice(0, MOST_PARTS).map((change, index) => ({
    ...d,
    headers: { ...d.headers, [idHeader]: `${id}/${index}` },
    body: Buffer.from(JSON.stringify(withChange(payload, change))),
  }));
}

/** What is no object is for `parse` to refuse. */
function payloadOf(d: RawDelivery): Record<string, unknown> | undefined {
  try {
    const found: unknown = JSON.parse(Buffer.from(d.body).toString('utf8'));
    return typeof found === 'object' && found !== null && !Array.isArray(found)
      ? (found as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
