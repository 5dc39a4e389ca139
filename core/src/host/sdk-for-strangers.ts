/** Plugins that are not part of this installation use its SDK, the one that runs. */
import { createRequire, register } from 'node:module';
import { bundled, isBundle } from './shipped.js';

const SDK = '@turnpike/sdk';
/**
 * Runs in Node's loader: asks where the plugin lies first, then where we lie. What our packages hold is taken
 * from the bundle where that runs: there must not be two of it.
 */
const RESOLVER = `
let home, bundled;
export function initialize(data) { ({ home, bundled } = data); }
export async function resolve(specifier, context, next) {
  const found = await find(specifier, context, next);
  return Object.hasOwn(bundled, found.url) ? { ...found, url: bundled[found.url] } : found;
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
