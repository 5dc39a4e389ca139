/** Who may have builds started: `builders`, `allow-builds` and `deny-builds` of repositories and owners. */
import type { Command } from 'commander';
import { InputError } from '../contracts/errors.js';
import type { WireBuildPermission } from '../contracts/wire.js';
import { apiFor } from './api-client.js';
import { withServer, type ServerFlags } from './options.js';
import { answer, table } from './output.js';
import type { Session } from './run-cli.js';

interface Place {
  list(): Promise<readonly WireBuildPermission[]>;
  set(ids: readonly number[], permission: boolean): Promise<void>;
}

/** Below `turnpike repo` or `turnpike owner`. */
export function registerBuilders(group: Command, session: Session): void {
  const kind = group.name() === 'owner' ? 'owner' : 'repo';
  const where = kind === 'owner' ? 'in all repositories of an owner' : 'in a repository';
  withServer(group.command(`builders <${kind}>`))
    .description(`Lists who may have builds started ${where}.`)
    .action((name: string, flags: ServerFlags) => list({ kind, name }, flags, session));
  for (const [verb, what, permission] of [
    ['allow-builds', 'Lets', true],
    ['deny-builds', 'Lets no longer', false],
  ] as const)
    withServer(group.command(`${verb} <${kind}> <login>`))
      .description(`${what} a user have builds started ${where}.`)
      .action((name: string, login: string, flags: ServerFlags) =>
        set({ kind, name, login, permission }, flags, session),
      );
}

interface Named {
  readonly kind: 'owner' | 'repo';
  readonly name: string;
}

async function placeOf({ kind, name }: Named, flags: ServerFlags, { io }: Session): Promise<Place> {
  const api = await apiFor(flags, io);
  if (kind === 'repo') {
    const params = { repo: name };
    return {
      list: async () => (await api.call('buildPermissions', { params })).build_permissions,
      set: (user_ids, permission) =>
        api.call('setBuildPermissions', { params, body: { user_ids, permission } }),
    };
  }
  const { id } = await api.call('owner', { params: { login: name } });
  return {
    list: async () =>
      (await api.call('ownerBuildPermissions', { params: { id } })).build_permissions,
    set: (user_ids, permission) =>
      api.call('setOwnerBuildPermissions', { params: { id }, body: { user_ids, permission } }),
  };
}

const words = (may: boolean): string => `${may ? 'may' : 'may not'} have builds started`;

async function list(named: Named, flags: ServerFlags, session: Session): Promise<void> {
  const all = await (await placeOf(named, flags, session)).list();
  answer(session.io, flags, all, () =>
    all.length === 0
      ? 'Nobody has rights of their own. All whose pushes arrive have builds started.'
      : table(all.map(({ user, role, permission }) => [user.login, role ?? '', words(permission)])),
  );
}

async function set(
  { login, permission, ...named }: Named & { login: string; permission: boolean },
  flags: ServerFlags,
  session: Session,
): Promise<void> {
  const place = await placeOf(named, flags, session);
  const key = login.toLowerCase();
  const found = (await place.list()).find(({ user }) => user.login.toLowerCase() === key);
  if (!found)
    throw new InputError('TURNPIKE_INPUT_INVALID', `${login} has no right on ${named.name}.`, {
      wayOut: `turnpike ${named.kind} builders ${named.name} lists those who have.`,
    });
  await place.set([found.user.id], permission);
  const done = { login: found.user.login, permission };
  answer(session.io, flags, done, () => `${done.login} ${words(permission)} in ${named.name}`);
}
