import { InputError, postNotice, type Notifier, type Outbound } from '@turnpike/sdk';
import type { Config } from './config.js';
import { message } from './message.js';
import { roomsOf } from './rooms.js';

const UNREADABLE = 'This is no room of Slack.';
const FORMS = 'Write ACCOUNT:TOKEN#CHANNEL, or the address of an incoming hook.';

export function createSlackNotifier(outbound: Outbound, config: Config): Notifier {
  return {
    id: 'slack',
    targets: (entry, notice) => roomsOf(entry, notice, config.hook),
    async send(target, notice, deliveryId, tools) {
      const { url } = target.data;
      if (typeof url !== 'string')
        throw new InputError('TURNPIKE_INPUT_INVALID', UNREADABLE, { wayOut: FORMS });
      await postNotice(outbound, {
        url,
        headers: { 'content-type': 'application/json', 'x-turnpike-delivery': deliveryId },
        body: JSON.stringify(message(notice, target, config)),
        target,
        tools,
      });
    },
  };
}
