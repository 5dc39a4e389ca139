/** One file an entry: what it exports and how stable that is, so that a change of the surface is seen in a diff. */
import type { SurfaceEntry } from './read-surface.js';

export function apiReport({ specifier, exports, again }: SurfaceEntry): string {
  const own = exports.map(({ text, tags, place }) => {
    const file = place.replace(/:\d+$/, '');
    return `// ${tags.join(' ') || 'no tag'} · ${file}\n${text}\n`;
  });
  return [
    `// What ${specifier} exports. Written by \`npm run generate\`; a change here is a change for plugins.\n`,
    ...own,
    ...(again.size === 0 ? [] : [elsewhere(again)]),
  ].join('\n');
}

function elsewhere(again: ReadonlyMap<string, string>): string {
  const lines = [...again].map(([name, home]) => `// ${name} · ${home}`);
  return `// Also, as another entry has them:\n${lines.join('\n')}\n`;
}
