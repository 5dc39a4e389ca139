/** Where the platform's own code lies, which a plugin in a process of its own has to read. */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the package of core. */
export const corePlace = fileURLToPath(new URL('../../../', import.meta.url));

/** Of packages of a clone, or of node_modules, and those that they import. */
export function platformPlaces(): readonly string[] {
  const beside = ['core', 'sdk', 'plugins', 'dist'];
  const places = [
    corePlace,
    ...beside.map((name) => join(dirname(join(corePlace, '.')), name)),
    ...modulesAbove(corePlace),
  ];
  return realPlaces(places);
}

/** Every `node_modules` that Node looks into from there. */
export function modulesAbove(place: string): readonly string[] {
  const above = dirname(place);
  const own = join(place, 'node_modules');
  return above === place ? [own] : [own, ...modulesAbove(above)];
}

/** Those that are there, by where links lead, each once. */
export function realPlaces(places: readonly string[]): readonly string[] {
  return [...new Set(places.filter((place) => existsSync(place)).map((at) => realpathSync(at)))];
}
