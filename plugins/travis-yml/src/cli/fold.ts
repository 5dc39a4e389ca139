import type { Message } from '@turnpike/sdk';

/** At most so many further lines are named. */
const maxLines = 20;

/** One message in place of several that differ by their lines only; its text names the others. */
export function foldMessages(messages: readonly Message[]): Message[] {
  const groups = new Map<string, Message[]>();
  for (const message of messages) {
    const group = groups.get(identity(message));
    if (group) group.push(message);
    else groups.set(identity(message), [message]);
  }
  return [...groups.values()].map(folded);
}

function identity({ line: _line, args, ...rest }: Message): string {
  return JSON.stringify([rest, args], (_key, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
}

function folded(group: readonly Message[]): Message {
  const [first, ...others] = group as [Message, ...Message[]];
  const lines = others.flatMap(({ line }) => (line === undefined ? [] : [line + 1]));
  if (lines.length === 0 || first.text === undefined) return first;
  const more = lines.length > maxLines ? ', …' : '';
  const also = `also in line${lines.length > 1 ? 's' : ''} ${lines.slice(0, maxLines).join(', ')}${more}`;
  return { ...first, text: `${first.text} (${also})` };
}
