// Plugins that no server survives inside its own process, each by a route of its own.
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

function worse(id, act, more = {}) {
  const route = {
    method: 'POST',
    path: `/hostile/${id}`,
    allow: ['anonymous'],
    handle: async (exchange) => ({ body: { did: (await act(exchange)) ?? null } }),
  };
  const { permissions = {}, ...others } = more;
  const definition = {
    id: `hostile-${id}`,
    summary: 'Does harm.',
    permissions: { routes: [`POST /hostile/${id}`], ...permissions },
    routes: () => [route],
    ...others,
  };
  return { kind: 'turnpike-plugin', definition };
}

const tried = (work) => {
  try {
    return String(work());
  } catch (error) {
    return `refused: ${error.code ?? error.message}`;
  }
};
const asking = (hook) => ({ permissions: { hooks: [hook] } });

export const plugins = [
  worse('blocks', () => {
    const end = Date.now() + 8_000;
    while (Date.now() < end);
  }),
  worse('for-ever', () => {
    for (;;);
  }),
  worse('leaks', () => {
    const held = [];
    for (;;) held.push(new Array(10_000).fill(held.length));
  }),
  worse('leaks-bytes', async () => {
    const held = [];
    for (;;) {
      held.push(Buffer.alloc(16 * 1_048_576, 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }),
  worse('forks', () => tried(() => fork('/bin/true').pid)),
  worse('reads', async ({ json }) => {
    const { path } = await json();
    return tried(() => readFileSync(path, 'utf8'));
  }),
  worse('connects', async ({ json }) => {
    const { port } = await json();
    return tried(() => connect(port, '127.0.0.1').remotePort ?? 'connecting');
  }),
  worse('signals', async ({ json }) => {
    const { pid } = await json();
    return tried(() => process.kill(pid, 'SIGKILL'));
  }),
  worse('prints', () => {
    for (let line = 0; line < 20_000; line += 1) console.log(`line ${line}`);
  }),
  worse('logs', () => undefined, {
    routes: ({ log }) => [
      {
        method: 'POST',
        path: '/hostile/logs',
        allow: ['anonymous'],
        handle: () => {
          for (let line = 0; line < 20_000; line += 1) log.warn({ line }, 'too much');
          return {};
        },
      },
    ],
  }),
  worse('answers', () => undefined, {
    ...asking('request.accept'),
    taps: ({ hooks }) => hooks.request.accept.tap('x', () => true),
  }),
  worse('ends', () => undefined, {
    start: async () => void setTimeout(() => process.exit(0), 100),
  }),
  worse('shouts', () => 'x'.repeat(17 * 1_048_576)),
];
