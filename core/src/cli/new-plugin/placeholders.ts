/** Templates that were made beforehand: a name that stands for any other is put in the place of the real one. */
import { namesOf, type PluginFiles, type PluginKind, type PluginNames } from './kinds.js';

const NAME = 'placed-name';

export function placeholderNames(kind: PluginKind): PluginNames {
  return namesOf(kind, NAME);
}

/** In every form in which a name is written. */
export function renamed(files: PluginFiles, { name, camel, pascal }: PluginNames): PluginFiles {
  const key = name.replaceAll('-', '_');
  const forms: Readonly<Record<string, string>> = {
    'placed-name': name,
    placed_name: key,
    PLACED_NAME: key.toUpperCase(),
    placedName: camel,
    PlacedName: pascal,
  };
  const all = new RegExp(Object.keys(forms).join('|'), 'g');
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => [
      file,
      text.replace(all, (found) => forms[found] ?? found),
    ]),
  );
}
