/** Plugins that are not part of this installation use its SDK, the one that runs. */
import { realpathSync, statSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { dirname, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundled, isBundle } from './shipped.js';

const SDK = '@turnpike/sdk';
/**
 * Runs in Node's loader: asks where the plugin lies first, then where we lie. What our packages hold is taken
 * from the bundle where that runs: there must not be two of it. What a plugin that is imported anew imports of its own
 * folder is imported anew too: it gets the question mark and what follows of the module that asks.
 */
const RESOLVER = `
let home, bundled;
export function initialize(data) { ({ home, bundled } = data); }
export async function resolve(specifier, context, next) {
  const found = await find(specifier, context, next);
  if (Object.hasOwn(bundled, found.url)) return { ...found, url: bundled[found.url] };
  const mark = isFresh(found.url, context.parentURL ?? '');
  return mark ? { ...found, url: found.url + mark } : found;
}
function isFresh(url, parent) {
  if (!parent.includes('?fresh=') || url.includes('?')) return '';
  const { search, searchParams } = new URL(parent);
  const below = searchParams.get('below');
  return below && url.startsWith(below) && !url.slice(below.length).includes('node_modules/') ? search : '';
}
async function find(specifier, context, next) {
  if (specifier !== '${SDK}' && !specifier.startsWith('${SDK}/')) return next(specifier, context);
  try {
    return await next(specifier, context);
  } catch {
    return next(specifier, { ...context, parentURL: home });
  }
}`;
let isRegistered = false;

/** Makes the SDK importable for a module at `path`, if it is not. Costs a thread, so only where needed. */
export function offerSdkTo(path: string): void {
  if (isRegistered || (!isBundle && hasSdk(path)) || !mayHaveThreads()) return;
  registerResolver();
}

/** Address by which the module at `entry`, and all of its own that it imports, is read anew. `times`: a new one each time. */
export function freshUrl(entry: string, spec: string, times: number): string {
  if (!isRegistered) registerResolver();
  // As Node names what it has imported: where links lead.
  const place = realpathSync(spec);
  const folder = statSync(place).isDirectory() ? place : dirname(place);
  forgetRequired(folder + sep);
  const url = pathToFileURL(realpathSync(entry));
  url.search = new URLSearchParams({
    fresh: String(times),
    below: pathToFileURL(folder + sep).href,
  }).toString();
  return url.href;
}

/** What CommonJS keeps has no address with a question mark. */
function forgetRequired(folder: string): void {
  const { cache } = createRequire(import.meta.url);
  for (const file of Object.keys(cache))
    if (file.startsWith(folder) && !file.includes(`${sep}node_modules${sep}`)) delete cache[file];
}

function registerResolver(): void {
  isRegistered = true;
  const data = { home: import.meta.url, bundled };
  register(`data:text/javascript,${encodeURIComponent(RESOLVER)}`, { data });
}

/** Not where a manifest is read under Node's permission model: there the SDK lies beside the plugin. */
function mayHaveThreads(): boolean {
  const { permission } = process as { permission?: { has(scope: string): boolean } };
  return permission === undefined || permission.has('worker');
}

function hasSdk(path: string): boolean {
  try {
    createRequire(path).resolve(SDK);
    return true;
  } catch {
    return false;
  }
}
