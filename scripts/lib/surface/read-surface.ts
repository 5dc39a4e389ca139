/** What plugins may import of the SDK, entry by entry, as the compiler sees it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { createDeclarations } from './declarations.js';
import { describeExport, type SurfaceExport } from './describe-export.js';

/** One address that plugins import from. */
export interface SurfaceEntry {
  /** `@turnpike/sdk/testing`. */
  readonly specifier: string;
  /** Its name among files: `testing`. */
  readonly slug: string;
  /** By name. Each stands in the first entry that has it; the others have it in `again`. */
  readonly exports: readonly SurfaceExport[];
  /** Names that an earlier entry has, with that entry. */
  readonly again: ReadonlyMap<string, string>;
}

export interface Surface {
  readonly program: ts.Program;
  readonly entries: readonly SurfaceEntry[];
}

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  customConditions: ['turnpike-source'],
  strict: true,
  skipLibCheck: true,
  declaration: true,
  emitDeclarationOnly: true,
  removeComments: true,
};

const read = new Map<string, Surface>();

/** Takes some seconds; made once. `root`: of the repository. */
export function readSurface(root: string): Surface {
  const known = read.get(root) ?? readAnew(root);
  read.set(root, known);
  return known;
}

interface Package {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly 'turnpike-source': string }>>;
}

function readAnew(root: string): Surface {
  const folder = join(root, 'sdk');
  const { name, exports } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Package;
  const files = Object.entries(exports).flatMap(([key, target]) =>
    typeof target === 'string' ? [] : [{ key, file: join(folder, target['turnpike-source']) }],
  );
  const program = ts.createProgram(
    files.map(({ file }) => file),
    { ...OPTIONS, paths: sourcesOf(join(root, 'core')) },
  );
  const declarations = createDeclarations(program);
  const homes = new Map<ts.Symbol, string>();
  const entries = files.map(({ key, file }) => {
    const specifier = name + key.slice(1);
    const again = new Map<string, string>();
    const found = exportsOf(program, file).flatMap(([exported, symbol]) => {
      const home = homes.get(symbol);
      if (home !== undefined) again.set(exported, home);
      if (home !== undefined) return [];
      homes.set(symbol, specifier);
      return [describeExport(exported, symbol, { program, declarations, root })];
    });
    return { specifier, slug: key.slice(2) || 'index', exports: found, again };
  });
  return { program, entries };
}

/** Of a package whose exports name declarations before sources: what is read is never older than what is written. */
function sourcesOf(folder: string): Record<string, string[]> {
  const { name, exports } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Package;
  const sources: Record<string, string[]> = {};
  for (const [key, target] of Object.entries(exports))
    if (typeof target !== 'string')
      sources[name + key.slice(1)] = [join(folder, target['turnpike-source'])];
  return sources;
}

function exportsOf(program: ts.Program, file: string): readonly (readonly [string, ts.Symbol])[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} exports nothing`);
  return checker
    .getExportsOfModule(module)
    .map((symbol) => {
      const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
      return [symbol.name, isAlias ? checker.getAliasedSymbol(symbol) : symbol] as const;
    })
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
