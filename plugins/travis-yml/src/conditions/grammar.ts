/** What the versions of the grammar differ in. */
export interface Grammar {
  readonly or: RegExp;
  readonly and: RegExp;
  readonly equal: RegExp;
  readonly call: RegExp;
  /** May an operand stand alone? */
  readonly bare: boolean;
  /** Does it know `changed(...)`? */
  readonly changed: boolean;
}

/** The grammar of all conditions that are evaluated. */
export const v1: Grammar = {
  or: /or|\|\|/iy,
  and: /and|&&/iy,
  equal: /==?/y,
  call: /env|concat/iy,
  bare: true,
  changed: false,
};

/** The older grammar, selected by `conditions: v0`; it serves validation only. */
export const v0: Grammar = {
  or: /or/iy,
  and: /and/iy,
  equal: /=/y,
  call: /env/iy,
  bare: false,
  changed: false,
};

/** A grammar as files of the extended version have it. */
export const extended = (grammar: Grammar): Grammar => ({ ...grammar, changed: true });
