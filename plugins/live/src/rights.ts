/** May this browser hear of this topic? */
import { isTurnpikeError, type Build, type Hooks, type Job, type Principal } from '@turnpike/sdk';
import { createAccess, insufficient, notFound, type Access, type Store } from '@turnpike/sdk/store';
import type { Topic } from './topics.js';

export interface RightsPorts {
  readonly store: Pick<Store, 'users' | 'syncs' | 'repositories' | 'builds' | 'jobs'>;
  readonly hooks: Pick<Hooks, 'access'>;
  readonly visitorsRead: boolean;
}

/** What a topic is about, as far as one may know. */
export interface Granted {
  readonly build?: Build;
  readonly job?: Job;
}
export interface Refusal {
  readonly error_type: string;
  readonly error_message: string;
}

export interface Rights {
  /** Throws NotFoundError and NotAllowedError. */
  grant(topic: Topic): Promise<Granted>;
  mayRead(repositoryId: number): Promise<boolean>;
}

/** Answers are kept: make new ones to ask again. */
export function createRights(principal: Principal, ports: RightsPorts): Rights {
  const { store } = ports;
  const access = createAccess(principal, ports);

  const known = new Map<number, Promise<boolean | undefined>>();

  /** undefined: there is no such repository (any more). */
  function isReadable(repositoryId: number): Promise<boolean | undefined> {
    const answer = known.get(repositoryId) ?? ask(repositoryId);
    known.set(repositoryId, answer);
    return answer;
  }

  async function ask(repositoryId: number): Promise<boolean | undefined> {
    const repository = await store.repositories.get(repositoryId);
    if (!repository) return undefined;
    const { read } = await access.rights(repository);
    // Pages that stay open ask for nothing by themselves.
    if (read) access.use(repository);
    return read;
  }

  async function requireRead(repositoryId: number, type: string): Promise<void> {
    if ((await isReadable(repositoryId)) !== true) throw notFound(type);
  }

  async function grantJob(jobId: number, run?: number): Promise<Granted> {
    const job = await store.jobs.get(jobId);
    if (!job || (run ?? 0) > job.run) throw notFound('job');
    await requireRead(job.repositoryId, 'job');
    return { job };
  }

  async function grantBuild(id: number): Promise<Granted> {
    const build = await store.builds.get(id);
    if (!build) throw notFound('build');
    await requireRead(build.repositoryId, 'build');
    return { build };
  }

  return {
    // Its end is news for those who may see all; who was told of it before is told of its end as well.
    mayRead: async (repositoryId) => (await isReadable(repositoryId)) ?? access.root,
    async grant(topic) {
      if (topic.kind === 'system') return grantSystem(access);
      if (topic.kind === 'repo') await requireRead(topic.id, 'repository');
      if (topic.kind === 'build') return grantBuild(topic.id);
      if (topic.kind === 'job') return grantJob(topic.id);
      if (topic.kind === 'log') return grantJob(topic.jobId, topic.run);
      return {};
    },
  };
}

function grantSystem(access: Access): Granted {
  if (!access.root) throw insufficient('system', 'admin');
  return {};
}

/** As the API would say it. */
export function refusalOf(error: unknown): Refusal {
  if (!isTurnpikeError(error)) {
    return { error_type: 'server_error', error_message: 'Something went wrong here.' };
  }
  const isMissing = error.code === 'TURNPIKE_NOT_FOUND';
  return {
    error_type: isMissing ? 'not_found' : 'insufficient_access',
    error_message: error.message,
  };
}
