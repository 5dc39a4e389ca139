import type { BuildNotice, NotifierEntry } from '@turnpike/sdk';

/** Deliberately plain: a mail server decides the rest. No spaces, brackets or line ends: nothing can be injected. */
const ADDRESS = /^[^\s<>(),;:\\"@]{1,64}@[a-z0-9.-]{1,190}\.[a-z0-9-]{2,63}$/i;

function isSendable(address: string): boolean {
  return ADDRESS.test(address) && !address.toLowerCase().endsWith('.local');
}

/**
 * Those of the entry, or else the commit's people who are known here
 * (travis-services facts 7.5). Invalid and `.local` addresses are dropped.
 */
export function recipientsOf({ config }: NotifierEntry, notice: BuildNotice): readonly string[] {
  const given = [config['recipients']].flat().filter((item) => typeof item === 'string');
  const all = given.length > 0 ? given.flatMap((item) => item.split(',')) : notice.people;
  return [...new Set(all.map((address) => address.trim()).filter(isSendable))];
}
