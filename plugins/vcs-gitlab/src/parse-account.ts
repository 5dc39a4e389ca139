import { deliveryJson, z, type AccountEvent, type RawDelivery } from '@turnpike/sdk';
import { eventName } from './parse-system.js';

const schema = z.object({
  user_id: z.number().int().nullish(),
  full_path: z.string().nullish(),
});
const OF_PEOPLE = /^user_(add_to|remove_from|update_for)_(team|group)$/;
const OF_GROUPS = new Set(['group_rename', 'group_destroy']);

/** What webhooks of a server or a group tell of members and groups; undefined: of a project, or of nothing we use. */
export function parseAccount(d: RawDelivery): AccountEvent | undefined {
  const kind = d.headers['x-gitlab-event'] ?? '';
  if (kind !== 'System Hook' && kind !== 'Member Hook') return undefined;
  const payload = deliveryJson(d);
  const event = eventName(payload);
  const { user_id: id, full_path: login } = schema.safeParse(payload).data ?? {};
  if (OF_PEOPLE.test(event) && id) return { kind: 'rights', event, hostUserIds: [String(id)] };
  if (event === 'user_destroy' && id) return { kind: 'revoked', event, hostUserIds: [String(id)] };
  return OF_GROUPS.has(event) && login ? { kind: 'account', event, login } : undefined;
}
