import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSurface } from '../../scripts/check-surface.js';
import { apiReport } from '../../scripts/lib/surface/api-report.js';
import { readSurface } from '../../scripts/lib/surface/read-surface.js';

const SOURCE = `
/** Is as it should be. @stable */
export interface Right {
  /** What it is. */
  readonly known: number;
  readonly bare: number;
}
export function bareFunction(): number {
  return 1;
}
/** Says both. @stable @experimental */
export const both = 1;
/** @stable */
export type Wordless = { readonly inOneLine: string };
/** Says nothing of what follows. @deprecated */
export const vague = 2;
/** Is going. @deprecated since 0.2: use both */
export const clear = 3;
/** Has things of its own. @experimental */
export class Keeper {
  /** Shown. */
  shown = 1;
  unsaid = 2;
  private readonly hidden = 3;
  #secret = this.hidden;
  /** Its secret. */
  tell(): number {
    return this.#secret;
  }
}
`;

describe('what plugins may import', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'surface-'));
    const entry = { '.': { 'turnpike-source': './src/index.ts' } };
    for (const name of ['sdk', 'core']) {
      mkdirSync(join(root, name, 'src'), { recursive: true });
      const manifest = { name: `@turnpike/${name}`, type: 'module', exports: entry };
      writeFileSync(join(root, name, 'package.json'), JSON.stringify(manifest));
    }
    writeFileSync(join(root, 'sdk/src/index.ts'), SOURCE);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('needs words and one tag, and says what takes the place of what goes', () => {
    expect(checkSurface(root)).toEqual([
      'sdk/src/index.ts:23: Keeper.unsaid has no words',
      'sdk/src/index.ts:6: Right.bare has no words',
      'sdk/src/index.ts:14: Wordless has no words',
      'sdk/src/index.ts:8: bareFunction has no words',
      'sdk/src/index.ts:8: bareFunction needs one of @stable, @experimental, @deprecated',
      'sdk/src/index.ts:12: both needs one of @stable, @experimental, @deprecated',
      'sdk/src/index.ts:16: vague does not say "@deprecated since VERSION: use OTHER"',
    ]);
  });

  it('is written down with its tags, without what nobody sees', () => {
    const [entry] = readSurface(root).entries;
    const report = apiReport(entry!);
    expect(report).toContain('// stable · sdk/src/index.ts\nexport interface Right {');
    expect(report).toContain('// no tag · sdk/src/index.ts\nexport declare function bareFunction');
    expect(report).not.toMatch(/hidden: number|return|Is as it should be/);
  });
});
