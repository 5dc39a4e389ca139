import { proof, type Proof } from '../support/proofs.js';

/** What is true of a feature. */
export type Standing =
  /** It acts, reachable by people, and tests fail where it does not. */
  | { readonly kind: 'shown'; readonly proofs: readonly Proof[] }
  /** It does not act, on purpose, and who asks for it is told so in these words. */
  | { readonly kind: 'kept'; readonly message: string; readonly proofs: readonly Proof[] }
  /** It is a matter of the hosted product, or of something beside a CI platform. */
  | { readonly kind: 'elsewhere'; readonly why: string }
  /** It does not act, or not all of it. */
  | { readonly kind: 'missing'; readonly what: string };

/** One feature that people know from Travis, or an idea beyond it. */
export interface Feature {
  /** Stable: a letter for the group, and a number. */
  readonly id: string;
  readonly text: string;
  readonly standing: Standing;
}

export interface FeatureGroup {
  readonly letter: string;
  readonly title: string;
  readonly features: readonly Feature[];
}

/** Tests of one file, by their titles. */
export const of = (file: string, ...titles: readonly string[]): readonly Proof[] =>
  titles.map((title) => proof(file, title));

export const shown = (
  id: string,
  text: string,
  ...proofs: readonly (readonly Proof[])[]
): Feature => ({ id, text, standing: { kind: 'shown', proofs: proofs.flat() } });

export const kept = (
  id: string,
  text: string,
  message: string,
  ...proofs: readonly (readonly Proof[])[]
): Feature => ({ id, text, standing: { kind: 'kept', message, proofs: proofs.flat() } });

export const elsewhere = (id: string, text: string, why: string): Feature => ({
  id,
  text,
  standing: { kind: 'elsewhere', why },
});

export const missing = (id: string, text: string, what: string): Feature => ({
  id,
  text,
  standing: { kind: 'missing', what },
});
