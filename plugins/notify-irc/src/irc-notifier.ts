import { InputError, type Notifier, type NotifierEntry, type Outbound } from '@turnpike/sdk';
import { serversOf, textOf, type Channel } from './channels.js';
import type { Config } from './config.js';
import { connect } from './connect.js';
import { clean, linesOf } from './lines.js';
import { createSession } from './session.js';
import { tell, type Speaker } from './tell.js';

export function createIrcNotifier(outbound: Outbound, config: Config): Notifier {
  return {
    id: 'irc',
    targets: (entry) =>
      serversOf(entry).map(({ key, data }) => ({ key, data: { ...data, ...saying(entry) } })),
    async send({ data }, notice, _deliveryId, { signal }) {
      const channels = (data['channels'] ?? []) as unknown as readonly Channel[];
      const [first] = channels;
      if (!first)
        throw new InputError('TURNPIKE_INPUT_INVALID', 'This is no channel of IRC.', {
          wayOut: 'Write HOST#CHANNEL, or ircs://HOST:PORT/#CHANNEL.',
        });
      const socket = await connect(outbound, first, signal);
      try {
        const lines = linesOf(notice, data['template']);
        await tell(createSession(socket, first.host), channels, lines, speakerOf(data, config));
      } finally {
        socket.destroy();
      }
    },
  };
}

/** What of the entry is for every server. */
function saying({ config }: NotifierEntry) {
  const { nick, password, nickserv_password: nickserv } = config;
  return {
    template: [config['template']].flat().filter((line) => typeof line === 'string'),
    nick: textOf(nick) ?? null,
    password: textOf(password) ?? null,
    nickservPassword: textOf(nickserv) ?? null,
    useNotice: config['use_notice'] === true,
    skipJoin: config['skip_join'] === true,
  };
}

/** Nobody's password is two lines of IRC. */
function speakerOf(data: Readonly<Record<string, unknown>>, { nick }: Config): Speaker {
  const own = (value: unknown): string | undefined => {
    const text = textOf(value);
    return text === undefined ? undefined : clean(text);
  };
  return {
    nick: own(data['nick'])?.replaceAll(/\s/g, '') ?? nick,
    password: own(data['password']),
    nickservPassword: own(data['nickservPassword']),
    useNotice: data['useNotice'] === true,
    skipJoin: data['skipJoin'] === true,
  };
}
