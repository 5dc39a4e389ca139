import { slugParts } from '@turnpike/core/contracts';

/**
 * First words of addresses that are not owners: pages, interfaces and files of the server. An owner of such a name
 * would have pages that no browser reaches.
 */
const TAKEN = new Set([
  ...['-', 'assets', 'healthz', 'hooks', 'icons', 'live', 'logs', 'metrics', 'readyz', 'repos'],
  ...['rpc', 'schema', 'storage', 'ui-plugins', 'v3'],
]);
const PART = /^[A-Za-z0-9_.-]{1,100}$/;

/** Why a name cannot be that of an owner or account; undefined: it can. @stable */
export function whyNoOwner(name: string): string | undefined {
  if (TAKEN.has(name.toLowerCase())) return `"${name}" is an address of the server itself`;
  return whyNoPart(name);
}

/** Why a text cannot be the name of a repository, `owner/name` or `group/subgroup/name`; undefined: it can. @stable */
export function whyNoSlug(slug: string): string | undefined {
  const parts = slugParts(slug);
  if (!parts) return 'it is not owner/name';
  const [first = '', ...below] = parts.owner.split('/');
  if (below.length > MOST_GROUPS) return `it lies deeper than ${MOST_GROUPS + 1} groups`;
  return [whyNoOwner(first), ...[...below, parts.name].map(whyNoPart)].find(Boolean);
}

/** GitLab's deepest, and nobody's is deeper. */
const MOST_GROUPS = 20;

function whyNoPart(part: string): string | undefined {
  if (!PART.test(part))
    return 'each part has 1 to 100 letters, digits, dots, dashes and underscores';
  if (/^\.+$/.test(part)) return `"${part}" leads to another folder`;
  if (part.startsWith('-')) return 'no part begins with a dash';
  return undefined;
}
