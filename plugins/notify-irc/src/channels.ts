import type { NotifierEntry, Target } from '@turnpike/sdk';

/** One channel, and where it is. */
export interface Channel {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  /** With its sign: `#ci`. */
  readonly name: string;
  /** What it takes to join. */
  readonly key?: string;
}

const PORTS = { plain: 6_667, secure: 6_697 } as const;
/** `host#channel`, `host:port#channel`, `irc://host:port/#channel,key`, `ircs://…` (travis-services facts 7.5). */
const CHANNEL =
  /^(?:(?<scheme>ircs?):\/\/)?(?<host>\[[0-9a-f:.]+\]|[\w.-]+)(?::(?<port>\d{1,5}))?\/?(?<name>[#&+!][^\s,]+)(?:,(?<key>[^\s,]+))?$/i;

/** undefined: this names no channel. */
export function readChannel(text: string, key: string | undefined): Channel | undefined {
  const { groups } = CHANNEL.exec(text) ?? {};
  if (!groups) return undefined;
  const secure = groups['scheme']?.toLowerCase() === 'ircs';
  const port = Number(groups['port'] ?? (secure ? PORTS.secure : PORTS.plain));
  if (port < 1 || port > 65_535) return undefined;
  const host = groups['host']!.toLowerCase().replace(/^\[|\]$/g, '');
  const own = groups['key'] ?? key;
  return { host, port, secure, name: groups['name']!, ...(own === undefined ? {} : { key: own }) };
}

/** One receiver a server: all channels there are told by one connection, as nobody may be there twice. */
export function serversOf({ config }: NotifierEntry): readonly Target[] {
  const key = textOf(config['channel_key']);
  const texts = [config['channels']].flat().filter((one) => typeof one === 'string');
  const named = texts
    .flatMap((text) => partsOf(text))
    .map((text) => ({
      text,
      channel: readChannel(text, key),
    }));
  const servers = new Map<string, Channel[]>();
  for (const { channel } of named) {
    if (!channel) continue;
    const server = `${channel.secure ? 'ircs' : 'irc'}://${channel.host}:${channel.port}`;
    const there = servers.get(server) ?? [];
    if (!there.some(({ name }) => name === channel.name)) there.push(channel);
    servers.set(server, there);
  }
  const unreadable = [...new Set(named.filter((one) => !one.channel).map(({ text }) => text))];
  return [
    ...[...servers].map(([server, channels]) => target(server, channels)),
    ...unreadable.map((text) => ({ key: `no channel: ${text}`, data: {} })),
  ];
}

/** Commas stand between channels, and before the key of one. */
const partsOf = (text: string): readonly string[] =>
  text
    .split(/,\s*(?=(?:ircs?:\/\/)?[\w.[\]:-]+\/?[#&+!])|,\s+/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');

function target(server: string, channels: readonly Channel[]): Target {
  const names = channels.map(({ name }) => name);
  return {
    key: `${server}/${names.join(',')}`,
    data: { channels: channels.map((channel) => ({ ...channel })) },
  };
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
