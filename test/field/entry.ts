import type { Proof } from '../support/proofs.js';

/** One kind of fault that was met in the field, and what keeps it from coming back. */
export interface FieldEntry {
  /** Ids of the sheets, as `ids.ts` lists them. */
  readonly ids: readonly string[];
  /** The kind in one sentence: what must never happen again, whatever the input. */
  readonly kind: string;
  /** Tests that fail when the mend is taken away; properties where one exists. */
  readonly proofs: readonly Proof[];
  /** What of it a later issue brings; here it is at least said to the user. */
  readonly later?: { readonly issue: number; readonly what: string };
}

export const entry = (
  ids: string | readonly string[],
  kind: string,
  proofs: readonly Proof[],
  later?: FieldEntry['later'],
): FieldEntry => ({
  ids: typeof ids === 'string' ? ids.split(' ') : ids,
  kind,
  proofs,
  ...(later && { later }),
});
