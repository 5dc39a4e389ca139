import { expect } from 'vitest';
import { WebSocket } from 'ws';
import type { LiveMessage } from '@turnpike/sdk/platform';

export interface Client {
  readonly heard: LiveMessage[];
  readonly socket: WebSocket;
  readonly closed: Promise<number>;
  ask(message: unknown): void;
  events(): string[];
  text(): string;
}

/** A browser at `/live` of this server. `who`: login of a user with the token `token-of-<login>`; null: a visitor. */
export async function openClient(
  url: string,
  who: string | null,
  headers: Readonly<Record<string, string>> = {},
): Promise<Client> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, {
    headers: { ...(who ? { authorization: `token token-of-${who}` } : {}), ...headers },
  });
  const heard: LiveMessage[] = [];
  socket.on('message', (data) => heard.push(JSON.parse(String(data)) as LiveMessage));
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return {
    heard,
    socket,
    closed,
    ask: (message) => socket.send(JSON.stringify(message)),
    events: () => heard.flatMap((message) => ('event' in message ? [message.event] : [])),
    text: () => heard.map((message) => ('log' in message ? (message.log.text ?? '') : '')).join(''),
  };
}

/** Asks for topics, and waits until they are granted. */
export async function subscribed(client: Client, ...topics: string[]): Promise<void> {
  client.ask({ subscribe: topics });
  await expect
    .poll(() => client.heard.flatMap((one) => ('subscribed' in one ? one.subscribed : [])))
    .toEqual(expect.arrayContaining(topics));
}
