/** `POST /v2/pusher/auth`: tickets for the private channels that somebody may hear of. */
import {
  z,
  InputError,
  type Clock,
  type HttpExchange,
  type Route,
  type SecretBox,
} from '@turnpike/sdk';
import { createRights, type RightsPorts } from '../rights.js';
import { parseChannel, type Channel } from './channels.js';
import { writeTicket } from './tickets.js';

const MOST_CHANNELS = 100;
const input = z.object({
  socket_id: z.string().regex(/^\d{1,20}\.\d{1,20}$/),
  channels: z.array(z.string().max(100)).max(MOST_CHANNELS).optional(),
  channel_name: z.string().max(100).optional(),
});

export interface AuthorizePorts extends RightsPorts {
  readonly secrets: Pick<SecretBox, 'seal'>;
  readonly clock: Pick<Clock, 'now'>;
}

export function authorizeRoute(ports: AuthorizePorts): Route {
  return {
    method: 'POST',
    path: '/v2/pusher/auth',
    allow: ['user'],
    audit: false,
    async handle(exchange) {
      const asked = input.safeParse(await exchange.json());
      if (!asked.success)
        throw new InputError('TURNPIKE_INPUT_INVALID', 'socket_id and channels are wanted.', {
          wayOut:
            'Send the socket_id that the socket was greeted with, and channels[] or channel_name.',
        });
      const { socket_id: socketId, channels = [], channel_name: one } = asked.data;
      const tickets = await ticketsFor(
        ports,
        exchange,
        socketId,
        one === undefined ? channels : [one],
      );
      return {
        status: 200,
        body: one === undefined ? { channels: tickets } : single(tickets, one),
      };
    },
  };
}

/** What one may not hear of is left out. */
async function ticketsFor(
  { secrets, clock, ...ports }: AuthorizePorts,
  { principal }: Pick<HttpExchange, 'principal'>,
  socketId: string,
  names: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  if (principal.kind !== 'user') return {};
  const rights = createRights(principal, ports);
  const may = async (channel: Channel): Promise<boolean> => {
    if (channel.kind === 'common') return true;
    if (channel.kind === 'user') return channel.id === principal.userId;
    const topic = { kind: channel.kind, name: channel.name, id: channel.id };
    return rights.grant(topic).then(
      () => true,
      () => false,
    );
  };
  const given: [string, string][] = [];
  for (const channel of names) {
    const known = parseChannel(channel);
    if (!known || !(await may(known))) continue;
    const ticket = { socketId, channel, userId: principal.userId };
    given.push([channel, writeTicket(secrets, ticket, clock.now())]);
  }
  return Object.fromEntries(given);
}

/** As Pusher's own clients ask, one channel at a time. Throws where it may not be heard of. */
function single(tickets: Readonly<Record<string, string>>, name: string): object {
  const auth = tickets[name];
  if (auth === undefined) throw new InputError('TURNPIKE_INPUT_REFUSED', `${name} is not for you.`);
  return { auth };
}
