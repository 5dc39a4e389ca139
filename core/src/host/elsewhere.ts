import { shipped } from './shipped.js';

/** Is what was loaded by this name not shipped with the platform? */
export function isFromElsewhere(source: string): boolean {
  return !shipped.has(source) && !source.startsWith('@turnpike/');
}

/** Ours first, else as given: of two that claim one thing the stranger is at fault. */
export function oursFirst<T>(list: readonly T[], isForeign: (one: T) => boolean): readonly T[] {
  return [...list.filter((one) => !isForeign(one)), ...list.filter(isForeign)];
}
