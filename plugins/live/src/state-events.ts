/** The event that would have told of a row's state: what a re-read says where an event was lost. */
import { randomUUID } from 'node:crypto';
import { isFinal, type Build, type EventName, type Job, type TurnpikeEvent } from '@turnpike/sdk';

type JobState = Pick<
  Job,
  'id' | 'buildId' | 'ownerId' | 'repositoryId' | 'number' | 'state' | 'run' | 'version'
>;

export function buildStateEvent(build: Build): TurnpikeEvent {
  const { id: buildId, ownerId, repositoryId, number, state, version } = build;
  const data = { buildId, ownerId, repositoryId, number, state, version };
  return event(`build:${happened(state)}` as EventName, data);
}

export function jobStateEvent(job: JobState): TurnpikeEvent {
  const { id: jobId, buildId, ownerId, repositoryId, number, state, run, version } = job;
  const data = { jobId, buildId, ownerId, repositoryId, number, state, run, version };
  return event(`job:${happened(state)}` as EventName, data);
}

function happened(state: Job['state']): string {
  if (state === 'canceled') return 'canceled';
  return isFinal(state) ? 'finished' : state;
}

function event(name: EventName, data: object): TurnpikeEvent {
  return { name, data, id: randomUUID(), origin: 're-read' } as TurnpikeEvent;
}
