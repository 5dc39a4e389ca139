/** The addresses that a plugin may answer: those that it declares. */
import { permissionError } from '../hooks/hook-rights.js';
import { shapeOf } from '../http/router.js';

/** Throws TURNPIKE_PLUGIN_PERMISSION. `declared`: `GET /notes/:id`, `/notes`, `/notes/*`. */
export function refuseUndeclaredRoute(
  plugin: string,
  { method, path }: { readonly method: string; readonly path: string },
  declared: readonly string[],
): void {
  if (declared.some((one) => covers(one, method, path))) return;
  const address = `${method} ${path}`;
  throw permissionError(
    plugin,
    `${plugin} answers ${address}, which it does not declare.`,
    `Describe it in \`operations\`, or add it to the declaration: permissions: { routes: ['${address}'] }.`,
    { route: address },
  );
}

function covers(declared: string, method: string, path: string): boolean {
  const [verb, place] = declared.startsWith('/')
    ? [method, declared]
    : (declared.split(' ') as [string, string?]);
  if (verb !== method || place === undefined) return false;
  if (!place.endsWith('/*')) return shapeOf(place) === shapeOf(path);
  const folder = shapeOf(place.slice(0, -1));
  return `${shapeOf(path)}/`.startsWith(folder);
}
