/** Does an address of the interface show something to who asks? As the API would answer it. */
import { type InstalledPlugins, type ShownPages } from '@turnpike/sdk';
import { PAGES, type WireUiSlot } from '@turnpike/sdk/platform';
import { createAccess, type Access, type AccessPorts, type Store } from '@turnpike/sdk/store';
import { mayKnowOwner } from './may-know-owner.js';
import { presentManifests } from './present-manifests.js';
import { idOf } from './resources/find.js';

export interface ShownPagesPorts extends Omit<AccessPorts, 'store'> {
  readonly store: Pick<Store, 'users' | 'owners' | 'repositories' | 'builds' | 'jobs'>;
  readonly installed: Pick<InstalledPlugins, 'manifests' | 'scopes'>;
}

type Params = Readonly<Record<string, string>>;

export function createShownPages(ports: ShownPagesPorts): ShownPages {
  return {
    async has(path, principal) {
      const params = paramsOf(path);
      if (!params) return false;
      if (params['page'] === 'plugin') return hasSlot(ports, 'page', params['tag']);
      if (params['owner'] === undefined) return true;
      const locked = principal.kind === 'anonymous' && !ports.visitorsRead;
      return !locked && shows(ports, params, createAccess(principal, ports));
    },
  };
}

async function shows(ports: ShownPagesPorts, params: Params, access: Access): Promise<boolean> {
  const { owner = '', name, id, tag } = params;
  if (name === undefined) {
    const found = await ports.store.owners.byLogin(owner);
    return found !== undefined && mayKnowOwner(found, access, ports.store);
  }
  const repository = await ports.store.repositories.bySlugEver(`${owner}/${name}`);
  if (!repository || !(await access.rights(repository)).read) return false;
  const slot = id === undefined ? 'repository.tab' : 'build.tab';
  if (tag !== undefined && !hasSlot(ports, slot, tag)) return false;
  return id === undefined || (await ownerOfThing(ports, params)) === repository.id;
}

/** The repository of the build or job that the address names. */
async function ownerOfThing(
  { store }: ShownPagesPorts,
  params: Params,
): Promise<number | undefined> {
  const things = params['page'] === 'job' ? store.jobs : store.builds;
  return (await things.get(idOf(params['id'])))?.repositoryId;
}

function hasSlot(
  { installed }: ShownPagesPorts,
  slot: WireUiSlot,
  tag: string | undefined,
): boolean {
  return presentManifests(installed).some(({ ui }) =>
    ui.some((one) => one.slot === slot && one.tag === tag),
  );
}

/** Fixed words before names. */
const TABLE = Object.entries(PAGES)
  .map(([page, pattern]) => ({ page, parts: pattern.replace(/#.*/, '').split('/') }))
  .toSorted((a, b) => namesIn(a.parts) - namesIn(b.parts));

function namesIn(parts: readonly string[]): number {
  return parts.filter((part) => part.startsWith(':')).length;
}

/** What the address names, with the `page`; undefined: no page has this address. */
function paramsOf(path: string): Params | undefined {
  const given = path
    .replace(/(?<=.)\/$/, '')
    .split('/')
    .map(decoded);
  // Pages of the server itself lie below `-`. Owners may be nested, and people write their slashes as they are: `/group/subgroup/name`.
  for (let deeper = 0; deeper < given.length - 1; deeper++) {
    const parts = ['', given.slice(1, deeper + 2).join('/'), ...given.slice(deeper + 2)];
    if (deeper > 0 && given[1] === '-') return undefined;
    const found = namedBy(parts, deeper > 0);
    if (found) return found;
  }
  return undefined;
}

function namedBy(given: readonly string[], isNested: boolean): Params | undefined {
  for (const { page, parts } of TABLE) {
    if (isNested && parts[1] !== ':owner') continue;
    if (parts.length !== given.length || !parts.every((part, at) => fits(part, given[at])))
      continue;
    const named = parts.flatMap((part, at) =>
      part.startsWith(':') ? [[part.slice(1), given[at] as string]] : [],
    );
    return { ...Object.fromEntries(named), page };
  }
  return undefined;
}

function fits(part: string, given: string | undefined): boolean {
  return part.startsWith(':') ? given !== '' : part === given;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
