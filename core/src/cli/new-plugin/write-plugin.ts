import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { ConflictError, InputError } from '../../contracts/errors.js';
import { didYouMean } from '../../config/suggest.js';
import { SDK_VERSION } from '../../host/sdk-version.js';
import {
  namesOf,
  PLUGIN_KINDS,
  type PluginFiles,
  type PluginKind,
  type PluginNames,
} from './kinds.js';
import { packageFiles } from './templates/package.js';
import { renamed } from './placeholders.js';

export interface WriteOptions {
  readonly kind: PluginKind;
  readonly name: string;
  readonly cwd: string;
  /** Default: `plugins/<id>` in a workspace of Turnpike, else `<id>` below `cwd`. */
  readonly dir?: string | undefined;
  /** Plain JavaScript, which needs no build. Not in a workspace of Turnpike. */
  readonly isJavaScript?: boolean | undefined;
}
export interface WrittenPlugin {
  readonly id: string;
  readonly dir: string;
  readonly files: readonly string[];
  /** What is left to do, for people. */
  readonly next: readonly string[];
}

const TEMPLATES: Readonly<
  Record<PluginKind, () => Promise<{ files(names: PluginNames): PluginFiles }>>
> = {
  plugin: () => import('./templates/plugin.js'),
  executor: () => import('./templates/executor.js'),
  notifier: () => import('./templates/notifier.js'),
  vcs: () => import('./templates/vcs.js'),
  'log-store': () => import('./templates/log-store.js'),
  language: () => import('./templates/language.js'),
  addon: () => import('./templates/addon.js'),
  deploy: () => import('./templates/deploy.js'),
};

/** Writes a package. Throws InputError for a kind or name that is none, ConflictError where something is there. */
export async function writePlugin(options: WriteOptions): Promise<WrittenPlugin> {
  const { kind, name, cwd } = options;
  checkInput(kind, name);
  const names = namesOf(kind, name);
  const workspace = await findWorkspace(cwd);
  const dir =
    options.dir ?? (workspace ? join(workspace, 'plugins', names.id) : join(cwd, names.id));
  if (existsSync(dir)) {
    throw new ConflictError('TURNPIKE_CONFLICT', `${relative(cwd, dir)} is there already.`, {
      file: dir,
      wayOut: 'Choose another name, or another --dir.',
    });
  }
  const isInWorkspace = workspace !== undefined && dirname(dir) === join(workspace, 'plugins');
  const isJavaScript = options.isJavaScript === true;
  if (isInWorkspace && isJavaScript) throw inTypeScript();
  const files = {
    ...packageFiles(names, { isInWorkspace, isJavaScript, sdk: ownSdk() }),
    ...(isJavaScript ? await javaScriptFiles(kind, names) : (await TEMPLATES[kind]()).files(names)),
  };
  for (const [file, text] of Object.entries(files)) await writeText(join(dir, file), text);
  if (isInWorkspace) await addReference(workspace, names.id);
  return {
    id: names.id,
    dir,
    files: Object.keys(files),
    next: nextSteps(names, dir, { isInWorkspace, isJavaScript }),
  };
}

/** The SDK beside this core, until the SDK is in a registry; it is a link: nothing is copied or downloaded. */
function ownSdk(): string {
  try {
    const found = createRequire(import.meta.url).resolve('@turnpike/sdk/package.json');
    return `file:${dirname(found)}`;
  } catch {
    return `^${SDK_VERSION}`;
  }
}

async function javaScriptFiles(kind: PluginKind, names: PluginNames): Promise<PluginFiles> {
  const { JAVASCRIPT } = await import('./templates/javascript.generated.js');
  return renamed(JAVASCRIPT[kind], names);
}

function inTypeScript(): InputError {
  return new InputError('TURNPIKE_INPUT_INVALID', 'Plugins of this repository are TypeScript.', {
    wayOut: 'Leave out --javascript, or name another folder by --dir.',
  });
}

function checkInput(kind: string, name: string): void {
  if (!(PLUGIN_KINDS as readonly string[]).includes(kind)) {
    throw new InputError(
      'TURNPIKE_INPUT_INVALID',
      `There is no kind ${kind}.${didYouMean(kind, PLUGIN_KINDS)}`,
      { wayOut: `Kinds: ${PLUGIN_KINDS.join(', ')}.` },
    );
  }
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return;
  throw new InputError('TURNPIKE_INPUT_INVALID', `${name} is not kebab-case.`, {
    wayOut: 'Write it like tiny-chat.',
  });
}

/** The repository of Turnpike that `cwd` is in. */
async function findWorkspace(cwd: string): Promise<string | undefined> {
  for (let dir = cwd; ; dir = dirname(dir)) {
    const file = join(dir, 'package.json');
    const text = existsSync(file) ? await readFile(file, 'utf8') : '{}';
    const { name, workspaces } = JSON.parse(text) as { name?: string; workspaces?: unknown };
    if (name === 'turnpike' && Array.isArray(workspaces)) return dir;
    if (dirname(dir) === dir) return undefined;
  }
}

async function writeText(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** `tsc -b` at the root builds what is referenced there. */
async function addReference(workspace: string, id: string): Promise<void> {
  const file = join(workspace, 'tsconfig.json');
  const config = JSON.parse(await readFile(file, 'utf8')) as { references: { path: string }[] };
  config.references.push({ path: `plugins/${id}` });
  await writeFile(file, `${JSON.stringify(config, null, 2)}\n`);
}

function nextSteps(
  names: PluginNames,
  dir: string,
  { isInWorkspace, isJavaScript }: { isInWorkspace: boolean; isJavaScript: boolean },
): readonly string[] {
  if (isInWorkspace) {
    return [
      'npm install',
      `add '@turnpike/plugin-${names.id}' to plugins in config/default.yml`,
      `npm run vitest -- plugins/${names.id}`,
    ];
  }
  const build = isJavaScript ? '' : ' && npm run build';
  return [
    `cd ${dir} && npm install${build} && npm test`,
    `add it to your configuration: plugins: ['...', '${dir}']`,
  ];
}
