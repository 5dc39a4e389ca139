/** What plugins may import says what it is, and how long it stays: each export and member has words and a tag. */
import { readSurface, type Surface } from './lib/surface/read-surface.js';
import type { SurfaceExport } from './lib/surface/describe-export.js';

/** `since 0.2: use X`: the version that began to warn, and what takes its place. */
const INSTEAD = /^since \d+\.\d+: use \S/;

export function checkSurface(root = process.cwd()): readonly string[] {
  return surfaceProblems(readSurface(root));
}

export function surfaceProblems({ entries }: Pick<Surface, 'entries'>): readonly string[] {
  const own = entries.flatMap(({ exports }) => exports).filter(({ isForeign }) => !isForeign);
  const seen = new Set<string>();
  // What is inherited is told once, where it is written.
  return own.flatMap((one) =>
    problemsOf(one).filter((problem) => {
      const place = problem.replace(/: .*? has/, ' has');
      const isNew = !seen.has(place);
      seen.add(place);
      return isNew;
    }),
  );
}

function problemsOf(one: SurfaceExport): readonly string[] {
  const { name, place, tags, instead, members } = one;
  const undocumented = [{ place, doc: one.doc, name: '' }, ...members].filter(
    ({ doc }) => doc === '',
  );
  return [
    ...undocumented.map(
      (of) => `${of.place}: ${[name, of.name].filter(Boolean).join('.')} has no words`,
    ),
    ...(tags.length === 1
      ? []
      : [`${place}: ${name} needs one of @stable, @experimental, @deprecated`]),
    ...(tags.includes('deprecated') && !INSTEAD.test(instead)
      ? [`${place}: ${name} does not say "@deprecated since VERSION: use OTHER"`]
      : []),
  ];
}
