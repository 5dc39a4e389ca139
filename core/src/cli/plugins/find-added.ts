import { ConflictError, NotFoundError } from '../../contracts/errors.js';
import { didYouMean } from '../../config/suggest.js';
import type { AddedPlugin, AddedPlugins } from '../../host/added/lock-file.js';
import type { HostPlan } from '../../host/plan.js';

/** By its name in the lock, or by the id of a plugin in it. Throws ConflictError for one that was not added. */
export function findAdded(
  given: string,
  plugins: AddedPlugins,
  { installed }: Pick<HostPlan, 'installed'>,
): { readonly name: string; readonly entry: AddedPlugin } {
  const found = lookUp(given, plugins);
  if (found) return found;
  const other = installed.find(({ id, source }) => id === given || source === given);
  if (!other) throw unknown(given, plugins);
  throw new ConflictError(
    'TURNPIKE_CONFLICT',
    `${given} was not added by this command: ${other.source} stands in \`plugins\`.`,
    {
      plugin: other.id,
      wayOut:
        '`turnpike config explain plugins` tells in which file. What runs here is said by `run`.',
    },
  );
}

export function lookUp(
  given: string,
  plugins: AddedPlugins,
): { readonly name: string; readonly entry: AddedPlugin } | undefined {
  const found = Object.entries(plugins).find(
    ([name, entry]) => name === given || entry.plugins.includes(given),
  );
  return found && { name: found[0], entry: found[1] };
}

export function unknown(given: string, plugins: AddedPlugins): NotFoundError {
  const names = Object.keys(plugins);
  const added = names.length === 0 ? 'None was added.' : `Added: ${names.join(', ')}.`;
  return new NotFoundError(`There is no plugin ${given}.${didYouMean(given, names)}`, {
    plugin: given,
    wayOut: added,
  });
}
