/** Configurations that are made to cost much, by name. Texts are made when they are asked for. */

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const lines = (count: number, line: (index: number) => string): string =>
  numbers(count).map(line).join('\n');
const axis = (name: string, count: number): string => `${name}: [${numbers(count).join()}]\n`;

const laughs = (): string =>
  lines(12, (at) => {
    const items = at === 0 ? 'lol' : `*a${at - 1}`;
    return `a${at}: &a${at} [${Array<string>(10).fill(items).join()}]`;
  });

const mergeKeys = (): string =>
  lines(25, (at) =>
    at === 0
      ? 'm0: &m0 {a: 1}'
      : `m${at}: &m${at}\n  <<: [${Array<string>(3)
          .fill(`*m${at - 1}`)
          .join()}]\n  k${at}: 1`,
  );

const catastrophic = [
  'branch =~ (a+)+$',
  'branch =~ /(a|a)*b/',
  'commit_message =~ /(.*.*.*.*.*.*)x/',
  'commit_message =~ /(a*)*(a*)*(a*)*b/',
  'commit_message =~ /(?:a{0,1000}){1000}b/',
  String.raw`commit_message =~ /(a+)\1+(a+)\2+b/`,
];

export const hostile: Readonly<Record<string, () => string>> = {
  'billion laughs': laughs,
  'billion merge keys': mergeKeys,
  'plain scalar of 10 MB': () => `script: ${'x'.repeat(10e6)}`,
  'quoted scalar of 10 MB': () => `script: "${String.raw`\n`.repeat(5e6)}"`,
  'block scalar of 10 MB': () => `script: |\n${'  xxxx\n'.repeat(1.4e6)}`,
  'key of 10 MB': () => `${'x'.repeat(10e6)}: 1`,
  'indentation of 250 kB': () => `${' '.repeat(250_000)}a: 1`,
  'quotes of 250 kB': () => `a: "${'"'.repeat(250_000)}`,
  'lists 10,000 deep': () => `a: ${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  'maps 10,000 deep': () => `a: ${'{a: '.repeat(10_000)}${'}'.repeat(10_000)}`,
  'dashes 10,000 deep': () => `${'- '.repeat(10_000)}a`,
  'blocks 700 deep': () => lines(700, (at) => `${' '.repeat(at)}a:`),
  '8,000 unknown keys': () => lines(8_000, (at) => `scrip${at}: v`),
  'one key 8,000 times': () => 'script: a\n'.repeat(8_000),
  '250 jobs': () => axis('rvm', 250),
  '125,000 jobs': () => axis('rvm', 50) + axis('gemfile', 50) + axis('jdk', 50) + axis('php', 50),
  '1,000 jobs and as many rules': () =>
    `${axis('rvm', 1_000)}jobs: {exclude: [${numbers(1_000)
      .map((at) => `{rvm: ${at}}`)
      .join()}]}`,
  ...Object.fromEntries(
    catastrophic.map((text) => [`if: ${text}`, () => `if: ${JSON.stringify(text)}`]),
  ),
  '200 jobs, each with a catastrophic pattern of its own': () =>
    `jobs: {include: [${numbers(200)
      .map((at) => `{script: a${at}, if: 'commit_message =~ /(a+)+x${at}/'}`)
      .join()}]}`,
  'condition 5,000 deep': () => `if: ${'('.repeat(5_000)}a`,
  'variables without an end': () => `env: "${'A=$( '.repeat(20_000)}"`,
  'template of 100,000 openings': () =>
    `notifications: {slack: {rooms: a, template: "${'%{'.repeat(100_000)}"}}`,
};

/** The request that they are asked with: its texts are long, for patterns to get lost in. */
export const hostileData = {
  type: 'push',
  branch: `${'a'.repeat(60)}!`,
  repo: 'owner/repo',
  commit_message: 'a'.repeat(5_000),
} as const;
