const numbered = (prefix: string, last: number): readonly string[] =>
  Array.from({ length: last }, (_, index) => `${prefix}${index + 1}`);

/** Every fault of the field sheets: T reports of Travis users, P of other CIs' users, C language, B scripts, N newcomer, G Gitea, H, M and Low security, S obstacles of the SDK. */
export const FIELD_IDS: readonly string[] = [
  ...numbered('T', 10),
  ...numbered('P', 13),
  ...numbered('C', 14),
  ...numbered('B', 5),
  ...numbered('N', 21),
  'NC',
  ...[...'ABCDEFGH'].map((letter) => `G${letter}`),
  ...numbered('H', 4),
  ...numbered('M', 12),
  ...numbered('Low', 16),
  ...numbered('S', 14),
];
