// Plugins from elsewhere that harm the process they run in, each by a route of its own.
import { setTimeout as wait } from 'node:timers/promises';

const boom = (what) => {
  throw new Error(`boom in ${what}`);
};

function hostile(id, act, more = {}) {
  const route = {
    method: 'POST',
    path: `/hostile/${id}`,
    allow: ['anonymous'],
    handle: async () => ({ body: (await act()) ?? {} }),
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

const steal = (context) => context;

/** Begun when it starts, so that no request is under way when it happens. */
let later = () => undefined;
export const plugins = [
  hostile('timer', () => void setTimeout(() => boom('a timer'), 5)),
  hostile('late-timer', () => later(), {
    start: async () => {
      later = () => void setTimeout(() => boom('a timer of its start'), 5);
    },
  }),
  hostile('interval', () => {
    const timer = setInterval(() => boom('an interval'), 5);
    setTimeout(() => clearInterval(timer), 40);
  }),
  hostile('tick', () => process.nextTick(() => boom('the next tick'))),
  hostile('rejection', async () => {
    void wait(5).then(() => boom('a promise'));
  }),
  hostile('emitter', async () => {
    const { Readable } = await import('node:stream');
    new Readable({ read: () => undefined }).destroy(new Error('boom in a stream'));
  }),
  hostile('exit', () => process.exit(0)),
  hostile('late-exit', () => void setTimeout(() => process.exit(3), 5)),
  hostile('block', function keepsAllOthersWaiting() {
    const end = Date.now() + 3_000;
    while (Date.now() < end);
  }),
  hostile('handler', () => boom('a handler')),
  hostile('taps', () => undefined, {
    permissions: { hooks: ['instance.started'] },
    taps: ({ hooks }) => hooks.job.payload.tap('x', steal),
  }),
  hostile('asks', undefined, {
    requires: { outbound: { kind: 'single', name: 'outbound' } },
    permissions: { hosts: ['api.example.org'] },
    routes: ({ deps: { outbound } }) => [
      {
        method: 'POST',
        path: '/hostile/asks',
        allow: ['anonymous'],
        handle: () => outbound.fetch('http://evil.example.org/'),
      },
    ],
  }),
  hostile('sweep', () => undefined, {
    sweep: { everySeconds: 0.02, run: () => boom('a sweep') },
  }),
];
