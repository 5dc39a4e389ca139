/**
 * Programs that tests need and no package has. They are built once on a machine and kept outside the clone, in
 * `TURNPIKE_TOOLS` or `turnpike-tools` of the user's cache folder, each below a name of all that decides what it is.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { inTurn } from './in-turn.js';
import { openWorkshop, type Workshop } from './workshop.js';

export interface ToolRecipe {
  readonly name: string;
  readonly version: string;
  /** What else decides: version of the compiler, flags, texts of sources. Throws where the compiler is not there. */
  key(): Promise<readonly string[]>;
  /** Leaves the finished files in the workshop's folder. */
  build(shop: Workshop): Promise<void>;
}

/** Folder with the finished files. Builds them if they are not there, which may take minutes; says so. */
export async function tool(recipe: ToolRecipe): Promise<string> {
  const folder = await folderOf(recipe);
  if (existsSync(folder)) return folder;
  await mkdir(toolRoom(), { recursive: true });
  // Another run may be at it: then this one waits for what that one makes.
  await inTurn(`${folder}.lock`, () => makeOnce(recipe, folder));
  return folder;
}

/**
 * The same, or undefined with a visible reason where it cannot be had. With `CI` set that is an error, but where the
 * registry that it comes from is not reached.
 */
export async function findTool(recipe: ToolRecipe): Promise<string | undefined> {
  try {
    return await tool(recipe);
  } catch (error) {
    if (process.env['CI'] && !isNotReached(error)) throw error;
    console.warn(`skipped: ${recipe.name} is not to be had: ${(error as Error).message}`);
    return undefined;
  }
}

function isNotReached(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'NotReachedError' || isNotReached(error.cause);
}

/** Is it there already? */
export const isBuilt = async (recipe: ToolRecipe): Promise<boolean> =>
  existsSync(await folderOf(recipe));

function toolRoom(env: NodeJS.ProcessEnv = process.env): string {
  const cache = env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return env['TURNPIKE_TOOLS'] ?? join(cache, 'turnpike-tools');
}

async function folderOf(recipe: ToolRecipe): Promise<string> {
  const key = JSON.stringify([recipe.name, recipe.version, process.arch, await recipe.key()]);
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 12);
  return join(toolRoom(), `${recipe.name}-${recipe.version}-${digest}`);
}

async function makeOnce(recipe: ToolRecipe, folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const half = `${folder}.half`;
  const log = `${folder}.log`;
  const started = performance.now();
  console.warn(`building ${recipe.name} ${recipe.version} (once on this machine; log: ${log})`);
  // One that was interrupted.
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true });
  const shop = await openWorkshop(half, log);
  try {
    await recipe.build(shop);
  } catch (cause) {
    throw new Error(
      `${recipe.name} ${recipe.version} could not be built: ${(cause as Error).message} → The whole log is in ${log}.`,
      { cause },
    );
  } finally {
    await shop.close();
  }
  await rename(half, folder);
  const seconds = Math.round((performance.now() - started) / 1000);
  console.warn(`built ${recipe.name} ${recipe.version} in ${seconds} s`);
}
