import type { ConfigMap, Message } from '@turnpike/sdk';

/** A message of Turnpike's own: Travis says nothing here. */
export const hint = (key: string, code: string, args: ConfigMap): Message => ({
  level: 'hint',
  key,
  code,
  args,
});
