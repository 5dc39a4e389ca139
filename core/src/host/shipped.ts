/**
 * What of this installation is part of the bundle (`npm run build`): nothing where each package is loaded
 * from its own folder. scripts/bundle.mjs puts a module with the same exports in the place of this one.
 */

/** By name of the module, how to load it. */
export const shipped: ReadonlyMap<string, () => Promise<unknown>> = new Map();

/** Addresses of modules in their packages, and of the same modules in the bundle. */
export const bundled: Readonly<Record<string, string>> = {};

export const isBundle: boolean = false;
