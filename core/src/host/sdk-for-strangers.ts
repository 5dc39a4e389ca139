/** Plugins in folders without node_modules use the SDK of this installation. */
import { createRequire, register } from 'node:module';

const SDK = '@turnpike/sdk';
/** Runs in Node's loader: asks where the plugin lies first, then where we lie. */
const RESOLVER = `
let home;
export function initialize(data) { home = data.home; }
export async function resolve(specifier, context, next) {
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
  if (isRegistered || hasSdk(path)) return;
  isRegistered = true;
  const data = { home: import.meta.url };
  register(`data:text/javascript,${encodeURIComponent(RESOLVER)}`, { data });
}

function hasSdk(path: string): boolean {
  try {
    createRequire(path).resolve(SDK);
    return true;
  } catch {
    return false;
  }
}
