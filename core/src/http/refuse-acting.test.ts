import { expect, it } from 'vitest';
import type { Principal } from '../contracts/http.js';
import { refuseActing } from './refuse-acting.js';

const eve: Extract<Principal, { readonly kind: 'user' }> = {
  kind: 'user',
  userId: 2,
  login: 'eve',
  admin: false,
  via: 'session',
  scopes: ['*'],
};
const acting: Principal = { ...eve, by: { userId: 1, login: 'root', until: 1 } };

it.each([
  ...['token.create', 'env_var.update', 'ssh_key.create', 'key_pair.create', 'password.change'],
  ...['second_factor.begin', 'identity.begin', 'user.delete_own', 'session.end_others'],
  ...['permission.set', 'team.create', 'owner.set_permission', 'repository.hook', 'user.become'],
])('%s is refused while one acts as somebody else, and only then', (audit) => {
  expect(() => refuseActing(acting, { audit })).toThrow(/as eve/);
  expect(() => refuseActing(eve, { audit })).not.toThrow();
});

it.each(['token.create', 'organization_token.create', 'password.change', 'user.delete_own'])(
  '%s is not for tokens of owners',
  (audit) => {
    expect(() => refuseActing({ ...eve, ownerId: 3 }, { audit })).toThrow(/for people/);
    expect(() => refuseActing({ ...eve, ownerId: 3 }, { audit: 'build.restart' })).not.toThrow();
  },
);

it.each<string | false | undefined>([
  ...['build.restart', 'preference.change', 'session.end', 'session.return'],
  ...[false as const, undefined],
])('%s is not', (audit) => {
  expect(() => refuseActing(acting, audit === undefined ? {} : { audit })).not.toThrow();
});
