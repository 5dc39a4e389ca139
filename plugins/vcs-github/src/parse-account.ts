import { deliveryJson, z, type AccountEvent, type RawDelivery } from '@turnpike/sdk';

const person = z.object({ id: z.number().int() }).nullish();
const account = z.object({ login: z.string() }).nullish();
const schema = z.object({
  action: z.string(),
  sender: person,
  member: person,
  membership: z.object({ user: person }).nullish(),
  organization: account,
  installation: z.object({ account }).nullish(),
  account,
});

const ofPeople = new Set(['organization', 'membership']);
const ofAccounts = new Set([
  'organization',
  'installation',
  'installation_repositories',
  'installation_target',
  'team',
  'team_add',
]);

/** What GitHub tells of people, organizations and installations; undefined: of a repository, or of nothing we use. */
export function parseAccount(d: RawDelivery): AccountEvent | undefined {
  const name = d.headers['x-github-event'] ?? '';
  const isOurs = name === 'github_app_authorization' || ofPeople.has(name) || ofAccounts.has(name);
  const found = isOurs ? schema.safeParse(deliveryJson(d)).data : undefined;
  if (!found) return undefined;
  const event = `${name} ${found.action}`;
  const ids = (one: { readonly id: number } | null | undefined): readonly string[] =>
    one ? [String(one.id)] : [];
  if (name === 'github_app_authorization')
    return { kind: 'revoked', event, hostUserIds: ids(found.sender) };
  const hostUserIds = ids(found.member ?? found.membership?.user);
  if (ofPeople.has(name) && hostUserIds.length > 0) return { kind: 'rights', event, hostUserIds };
  const { login } = found.organization ?? found.installation?.account ?? found.account ?? {};
  return login === undefined ? undefined : { kind: 'account', event, login };
}
