/** Recipes of programs in Go, from their modules. */
import { copyFile, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findGo, type Go } from './go-toolchain.js';
import { NotReachedError } from './not-reached.js';
import type { ToolRecipe } from './tool-room.js';
import type { Workshop } from './workshop.js';

interface Common {
  readonly name: string;
  readonly version: string;
  readonly tags?: readonly string[];
  /** Beside `-s -w`. */
  readonly ldflags?: string;
  /** Does it need a C compiler? */
  readonly cgo?: boolean;
}
export interface GoInstall extends Common {
  /** Paths of packages, without a version. */
  readonly packages: readonly string[];
}
export interface GoModule extends Common {
  /** Folder with a `go.mod`, and with sources if there are any of our own. */
  readonly module: string;
  readonly packages: readonly string[];
}

/** Programs whose modules replace nothing: `go install PACKAGE@VERSION`. */
export function goInstall(recipe: GoInstall): ToolRecipe {
  const flags = flagsOf(recipe);
  return {
    ...named(recipe),
    key: async () => [await goVersion(), cgoOf(recipe), ...flags, ...recipe.packages],
    async build(shop) {
      const packages = recipe.packages.map((path) => `${path}@${recipe.version}`);
      const env = { ...(await environment(recipe)), GOBIN: shop.folder };
      await shop.run(await goBinary(), ['install', ...flags, ...packages], { env });
    },
  };
}

/** Programs that need a module around them, of which they are dependencies or sources. */
export function goModule(recipe: GoModule): ToolRecipe {
  const flags = ['-mod=mod', ...flagsOf(recipe)];
  return {
    ...named(recipe),
    key: async () => [
      ...[await goVersion(), cgoOf(recipe), ...flags, ...recipe.packages],
      ...(await textsOf(recipe.module)),
    ],
    async build(shop) {
      const cwd = await copyModule(recipe.module, shop);
      const env = await environment(recipe);
      const args = ['build', ...flags, '-o', `${shop.folder}/`, ...recipe.packages];
      await shop.run(await goBinary(), args, { cwd, env });
    },
  };
}

export interface GoReplacing extends Common {
  /** Path of a module that replaces others, so that `go install` refuses it. Its main package is built. */
  readonly path: string;
  /** Folders of the module that the program reads at run time: copied beside it. */
  readonly folders?: readonly string[];
}

/** Programs whose modules replace others: built where Go keeps the module, with its own `go.sum`. */
export function goReplacing(recipe: GoReplacing): ToolRecipe {
  const { name, path, version, folders = [] } = recipe;
  const flags = flagsOf(recipe);
  return {
    ...named(recipe),
    key: async () => [await goVersion(), cgoOf(recipe), ...flags, path, ...folders],
    async build(shop) {
      const cwd = await moduleFolder(shop, path, version);
      const env = await environment(recipe);
      const look = ['list', ...flags, '-deps', '.'];
      await reaching(shop.run(await goBinary(), look, { cwd, env }));
      // The folder is read-only, hence `-o`.
      const args = ['build', ...flags, '-o', join(shop.folder, name), '.'];
      await shop.run(await goBinary(), args, { cwd, env });
      for (const folder of folders) {
        await shop.run('cp', ['-r', '--no-preserve=mode', join(cwd, folder), shop.folder]);
      }
    },
  };
}

const named = ({ name, version }: Common): Pick<Common, 'name' | 'version'> => ({ name, version });
const cgoOf = ({ cgo }: Common): string => (cgo ? '1' : '0');

function flagsOf({ tags = [], ldflags = '' }: Common): readonly string[] {
  return [
    '-trimpath',
    ...(tags.length > 0 ? [`-tags=${tags.join(',')}`] : []),
    `-ldflags=${`-s -w ${ldflags}`.trim()}`,
  ];
}

async function environment(recipe: Common): Promise<NodeJS.ProcessEnv> {
  return { CGO_ENABLED: cgoOf(recipe), GOFLAGS: '-buildvcs=false', GOTOOLCHAIN: 'local' };
}

/** `go` adds to `go.mod` what it finds out: the clone stays as it is. */
async function copyModule(module: string, shop: Workshop): Promise<string> {
  const bench = await shop.bench();
  for (const name of await readdir(module)) await copyFile(join(module, name), join(bench, name));
  await writeFile(join(bench, 'go.sum'), '', { flag: 'a' });
  return bench;
}

async function textsOf(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).toSorted();
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}

let found: Promise<Go> | undefined;

const goBinary = async (): Promise<string> => (await (found ??= findGo())).path;
/** Such as `go1.26.8`. Throws where there is no Go. */
const goVersion = async (): Promise<string> => (await (found ??= findGo())).version;

/** Folder of a module's own files. They belong to the cache of modules: read only. */
export async function moduleFolder(shop: Workshop, path: string, version: string): Promise<string> {
  const cwd = await shop.bench();
  const script = '"$0" mod download -json "$1" > module.json';
  await reaching(shop.run('sh', ['-c', script, await goBinary(), `${path}@${version}`], { cwd }));
  const { Dir } = JSON.parse(await readFile(join(cwd, 'module.json'), 'utf8')) as { Dir: string };
  return Dir;
}

/** Nothing is compiled yet. Throws NotReachedError. */
async function reaching(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    throw new NotReachedError(`Go's registry does not give it: ${(error as Error).message}`, error);
  }
}
