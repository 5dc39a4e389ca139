import { createHash } from 'node:crypto';
import type { NotifierEntry, Target } from '@turnpike/sdk';

/** Each user with each application's token; the key names neither: both are secrets. */
export function usersOf({ config }: NotifierEntry): readonly Target[] {
  const template = [config['template']].flat().filter((line) => typeof line === 'string');
  const tokens = textsOf(config['api_key']);
  return textsOf(config['users']).flatMap((user) =>
    tokens.map((token) => ({
      key: `user ${createHash('sha256').update(`${token} ${user}`).digest('hex').slice(0, 8)}`,
      data: { token, user, template },
    })),
  );
}

function textsOf(value: unknown): readonly string[] {
  const texts = [value].flat().filter((one) => typeof one === 'string');
  const parts = texts.flatMap((one) => one.split(',')).map((one) => one.trim());
  return [...new Set(parts)].filter((one) => one !== '');
}
