import type { Operations } from '@turnpike/sdk';

const text = { type: 'string' } as const;

export const operations: Operations = {
  socket: {
    address: 'GET /app/:key',
    summary: "Opens a WebSocket of Pusher's protocol, version 7",
    description:
      "What Travis's command-line client and old pages listen to. Channels `user-ID`, `repo-ID`, `job-ID` and `common`, each with `private-` before it where one has to be logged in.",
    tag: 'Live',
    rights: 'anyone',
    params: { key: { description: '`turnpike`, as `config` of version 2 says.' } },
    query: {
      protocol: { description: 'Version 5 to 7.' },
      client: { description: 'Taken; changes nothing.' },
      version: { description: 'Taken; changes nothing.' },
      flash: { description: 'Taken; changes nothing.' },
    },
    answers: { 101: {} },
  },
  authorize: {
    address: 'POST /v2/pusher/auth',
    summary: 'Lets a socket listen to private channels',
    description:
      'Channels that one may not hear of are left out. With `channel_name` in place of `channels`, the answer has `auth`.',
    tag: 'Live',
    rights: 'signed-in',
    body: {
      type: 'object',
      properties: { socket_id: text, channels: { type: 'array', items: text }, channel_name: text },
      required: ['socket_id'],
    },
    answers: {
      200: {
        schema: {
          type: 'object',
          properties: { channels: { type: 'object', additionalProperties: text }, auth: text },
        },
      },
    },
  },
};
