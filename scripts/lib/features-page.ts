/** The page on what is known from Travis, from the list that its tests stand in. */
import type { Feature, Standing } from '../../test/features/feature.js';
import { FEATURE_GROUPS, FEATURES } from '../../test/features/features.js';
import { table } from './table.js';

const MEANINGS: Readonly<Record<Standing['kind'], string>> = {
  shown: 'it acts, and tests fail where it does not',
  kept: 'it does not act, on purpose, and who asks for it is told so',
  elsewhere: 'a matter of the hosted product, or of others than the platform',
  missing: 'it does not act yet, or not all of it',
};

const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;

function files(standing: Standing): string {
  if (!('proofs' in standing)) return '';
  return [...new Set(standing.proofs.map(({ file }) => file))].map(code).join('<br>');
}

function words(standing: Standing): string {
  if (standing.kind === 'kept') return `says: ${standing.message}`;
  if (standing.kind === 'elsewhere') return standing.why;
  return standing.kind === 'missing' ? standing.what : '';
}

const row = ({ id, text, standing }: Feature): readonly string[] => [
  id,
  text,
  standing.kind,
  [words(standing), files(standing)].filter(Boolean).join('<br>'),
];

const countOf = (kind: string): number =>
  FEATURES.filter(({ standing }) => standing.kind === kind).length;

/** All of `features.generated.md`. */
export function featuresPage(): string {
  return [
    '# What is known from Travis, and what of it is here',
    `Written by \`npm run generate\` from [the list](../../test/features/features.ts) whose tests say that each test named here exists.`,
    table(
      ['state', 'meaning', 'features'],
      Object.entries(MEANINGS).map(([kind, meaning]) => [kind, meaning, countOf(kind)]),
    ),
    ...FEATURE_GROUPS.map(
      ({ letter, title, features }) =>
        `## ${letter} ${title}\n\n${table(['id', 'feature', 'state', 'tests, or why there are none'], features.map(row))}`,
    ),
  ].join('\n\n');
}
