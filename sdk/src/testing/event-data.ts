import type { EventName, Events } from '@turnpike/core/contracts';

const repository = { repositoryId: 1 };
const request = { ...repository, requestId: 1 };
const build = {
  ...repository,
  buildId: 1,
  ownerId: 1,
  number: 1,
  state: 'passed',
  version: 1,
} as const;
const stage = { ...repository, stageId: 1, buildId: 1, state: 'passed', version: 1 } as const;
const job = {
  ...repository,
  jobId: 1,
  buildId: 1,
  ownerId: 1,
  number: '1.1',
  state: 'passed',
  run: 1,
  version: 1,
} as const;
const notification = { ...repository, notificationId: 1, buildId: 1 };

const DATA: Events = {
  'delivery:received': { ...repository, deliveryId: 1 },
  'request:received': request,
  'request:finished': { ...request, result: 'approved', buildId: 1 },
  'build:created': { ...build, state: 'created' },
  'build:started': { ...build, state: 'started' },
  'build:finished': build,
  'build:canceled': { ...build, state: 'canceled' },
  'build:restarted': { ...build, state: 'created' },
  'stage:started': { ...stage, state: 'started' },
  'stage:finished': stage,
  'job:created': { ...job, state: 'created', run: 0 },
  'job:queued': { ...job, state: 'queued', run: 0 },
  'job:received': { ...job, state: 'received' },
  'job:started': { ...job, state: 'started' },
  'job:finished': job,
  'job:canceled': { ...job, state: 'canceled' },
  'job:restarted': { ...job, state: 'created' },
  'job:reset': { ...job, state: 'created' },
  'job:waiting': { ...job, state: 'created', run: 0 },
  'job:cancel-requested': { ...job, state: 'started' },
  'job:log': { ...repository, jobId: 1, run: 1, end: 6, sealed: false },
  'notification:created': notification,
  'notification:finished': notification,
  'repository:changed': repository,
  'worker:changed': { worker: 'worker-1' },
  'plugin:published': { plugin: 'fake', topic: 'changed', repositoryId: null, payload: {} },
};

/** The payload of an event, of the first thing of its kind: `host.emit(name, eventData(name, { state: 'failed' }))`. @stable */
export function eventData<N extends EventName>(name: N, patch: Partial<Events[N]> = {}): Events[N] {
  return { ...DATA[name], ...patch };
}
