/** Routes as plugins return them: what is missing would be a 500 or a 401 at each request. */
import { TurnpikeError } from '../contracts/errors.js';
import { PRINCIPAL_KINDS } from '../contracts/http.js';
import { didYouMean } from '../config/suggest.js';
import { shown } from './faults/fault.js';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'];

/** Throws TURNPIKE_PLUGIN_INVALID with the route, what is wrong with it, and the way out. */
export function refuseFaultyRoute(plugin: string, route: unknown, isUpgrade = false): void {
  const members = (typeof route === 'object' && route !== null ? route : {}) as Record<
    string,
    unknown
  >;
  const { method, path, allow, bodyLimitBytes: limit, ratePerMinute: rate } = members;
  const name = isUpgrade ? `door ${shown(path)}` : `route ${shown(method)} ${shown(path)}`;
  const refuse = (what: string, wayOut: string): never => {
    throw new TurnpikeError('TURNPIKE_PLUGIN_INVALID', `${plugin}: its ${name} ${what}`, {
      plugin,
      wayOut,
    });
  };
  if (!isUpgrade && !METHODS.includes(method as string))
    refuse('has no method that there is.', `One of ${METHODS.join(', ')}.`);
  if (typeof path !== 'string' || !path.startsWith('/'))
    refuse('has no path.', 'Begin it with a slash.');
  if (!Array.isArray(allow) || allow.length === 0)
    refuse('lets nobody in.', `Say in \`allow\` whom: ${PRINCIPAL_KINDS.join(', ')}.`);
  for (const kind of allow as readonly unknown[])
    if (!PRINCIPAL_KINDS.includes(kind as never))
      refuse(
        `allows ${shown(kind)}, which there is not.${didYouMean(String(kind), PRINCIPAL_KINDS)}`,
        `Kinds: ${PRINCIPAL_KINDS.join(', ')}.`,
      );
  const handler = isUpgrade ? 'accept' : 'handle';
  if (typeof members[handler] !== 'function')
    refuse(`has no function \`${handler}\`.`, 'Write one.');
  if (limit !== undefined && !(Number.isInteger(limit) && (limit as number) >= 0))
    refuse(`has the limit ${shown(limit)} for bodies.`, 'Say `bodyLimitBytes` in whole bytes.');
  if (rate !== undefined && !(typeof rate === 'number' && rate >= 0))
    refuse(`has the rate ${shown(rate)}.`, 'Say `ratePerMinute` as a number; 0: none.');
}
