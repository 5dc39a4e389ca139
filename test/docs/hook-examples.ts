/** One plugin a hook, as the reference shows it; each is run with what its hook is asked with. */
import { definePlugin } from '@turnpike/sdk';

export const examples = {
  'delivery.accept': definePlugin({
    id: 'no-bots',
    summary: 'Takes no deliveries of bots.',
    permissions: { hooks: ['delivery.accept'] },
    taps: ({ hooks }) =>
      hooks.delivery.accept.tap('no-bots', (_delivery, event) =>
        event && 'sender' in event && event.sender?.endsWith('[bot]')
          ? { rule: 'bot', message: 'Bots build nothing here.' }
          : undefined,
      ),
  }),
  'request.accept': definePlugin({
    id: 'no-wip',
    summary: 'Builds nothing of branches below wip/.',
    permissions: { hooks: ['request.accept'] },
    taps: ({ hooks }) =>
      hooks.request.accept.tap('no-wip', ({ request }) =>
        request.branch.startsWith('wip/')
          ? { rule: 'wip', message: 'Rename the branch to have it built.' }
          : undefined,
      ),
  }),
  'request.approve': definePlugin({
    id: 'few-jobs',
    summary: 'Refuses builds of more than twenty jobs.',
    permissions: { hooks: ['request.approve'] },
    taps: ({ hooks }) =>
      hooks.request.approve.tap('few-jobs', ({ compiled }) =>
        compiled.jobs.length > 20
          ? { rule: 'too-many-jobs', message: `${compiled.jobs.length} jobs are too many.` }
          : undefined,
      ),
  }),
  'config.fetch': definePlugin({
    id: 'same-for-all',
    summary: 'Gives all repositories one configuration.',
    permissions: { hooks: ['config.fetch'] },
    taps: ({ hooks }) =>
      hooks.config.fetch.tap('same-for-all', ({ path }) =>
        path === '.travis.yml' ? 'language: shell\nscript: make test\n' : undefined,
      ),
  }),
  'config.normalize': definePlugin({
    id: 'shell-by-default',
    summary: 'Takes shell where no language is named.',
    permissions: { hooks: ['config.normalize'] },
    taps: ({ hooks }) =>
      hooks.config.normalize.tap('shell-by-default', (context) => ({
        ...context,
        config: { language: 'shell', ...context.config },
      })),
  }),
  'matrix.expand': definePlugin({
    id: 'no-macs',
    summary: 'Leaves out jobs for macOS.',
    permissions: { hooks: ['matrix.expand'] },
    taps: ({ hooks }) =>
      hooks.matrix.expand.tap('no-macs', (context) => ({
        ...context,
        jobs: context.jobs.filter(({ os }) => os !== 'osx'),
      })),
  }),
  'job.limit': definePlugin({
    id: 'one-gpu',
    summary: 'Runs one job at once in the queue gpu.',
    permissions: { hooks: ['job.limit'] },
    taps: ({ hooks }) =>
      hooks.job.limit.tap('one-gpu', ({ queue, running }) =>
        queue === 'gpu' && running.queue > 0
          ? { limit: 'gpu', message: 'the GPU is busy' }
          : undefined,
      ),
  }),
  'job.route': definePlugin({
    id: 'arm-queue',
    summary: 'Sends jobs for arm64 to a queue of their own.',
    permissions: { hooks: ['job.route'] },
    taps: ({ hooks }) =>
      hooks.job.route.tap('arm-queue', ({ needs }) => (needs.arch === 'arm64' ? 'arm' : undefined)),
  }),
  'job.payload': definePlugin({
    id: 'small-image',
    summary: 'Runs jobs that name no image in a small one.',
    permissions: { hooks: ['job.payload'] },
    taps: ({ hooks }) =>
      hooks.job.payload.tap('small-image', (context) => {
        const { payload } = context;
        const turnpike = { image: 'alpine', ...payload.turnpike };
        return { ...context, payload: { ...payload, turnpike } };
      }),
  }),
  'job.command': definePlugin({
    id: 'no-restarts',
    summary: 'Restarts no job a third time.',
    permissions: { hooks: ['job.command'] },
    taps: ({ hooks }) =>
      hooks.job.command.tap('no-restarts', ({ command, job }) =>
        command === 'restart' && job.run > 2
          ? { rule: 'too-often', message: 'It was run three times.' }
          : undefined,
      ),
  }),
  'script.stage': definePlugin({
    id: 'greeting',
    summary: 'Greets before each script.',
    permissions: { hooks: ['script.stage'] },
    taps: ({ hooks }) =>
      hooks.script.stage.for('before_script').tap('greeting', ({ sh }) => sh.echo('Good luck.')),
  }),
  'instance.started': definePlugin({
    id: 'count-starts',
    summary: 'Counts places that jobs ran in.',
    permissions: { hooks: ['instance.started'] },
    taps({ hooks, metrics }) {
      const started = metrics.counter('instances_started_total', 'Places that were made.');
      hooks.instance.started.tap('count-starts', () => started.inc());
    },
  }),
  'instance.stopping': definePlugin({
    id: 'tell-ends',
    summary: 'Says in the log when a place goes.',
    permissions: { hooks: ['instance.stopping'] },
    taps: ({ hooks, log }) =>
      hooks.instance.stopping.tap('tell-ends', ({ run }) => log.info(run, 'its place goes')),
  }),
  'log.filter': definePlugin({
    id: 'no-bells',
    summary: 'Takes bells out of logs.',
    permissions: { hooks: ['log.filter'] },
    taps: ({ hooks }) =>
      hooks.log.filter.tap('no-bells', (context) => ({
        ...context,
        bytes: context.bytes.filter((byte) => byte !== 7),
      })),
  }),
  'notification.filter': definePlugin({
    id: 'quiet-passes',
    summary: 'Sends nothing of builds that passed.',
    permissions: { hooks: ['notification.filter'] },
    taps: ({ hooks }) =>
      hooks.notification.filter.tap('quiet-passes', ({ notice }) =>
        notice.build.state === 'passed' ? 'it passed' : undefined,
      ),
  }),
  'access.decide': definePlugin({
    id: 'auditors',
    summary: 'Lets the user audit read everything.',
    permissions: { hooks: ['access.decide'] },
    taps: ({ hooks }) =>
      hooks.access.decide.tap('auditors', ({ principal, action }) =>
        principal.kind === 'user' && principal.login === 'audit' && action === 'read'
          ? 'allow'
          : undefined,
      ),
  }),
  'host.ready': definePlugin({
    id: 'say-ready',
    summary: 'Says in the log when the server has started.',
    permissions: { hooks: ['host.ready'] },
    taps: ({ hooks, log }) => hooks.host.ready.tap('say-ready', () => log.info({}, 'ready')),
  }),
  'host.stopping': definePlugin({
    id: 'say-bye',
    summary: 'Says in the log that the server stops.',
    permissions: { hooks: ['host.stopping'] },
    taps: ({ hooks, log }) => hooks.host.stopping.tap('say-bye', () => log.info({}, 'bye')),
  }),
};
