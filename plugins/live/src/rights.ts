/** May this browser hear of this topic? */
import {
  isTurnpikeError,
  type AccessLevel,
  type Build,
  type Events,
  type Hooks,
  type Job,
  type PlainTopic,
  type Principal,
  type TurnpikeEvent,
} from '@turnpike/sdk';
import { repositoryRight } from '@turnpike/sdk/platform';
import {
  createAccess,
  insufficient,
  notFound,
  type Access,
  type Rights as RepositoryRights,
  type Store,
} from '@turnpike/sdk/store';
import type { Topic } from './topics.js';

export interface RightsPorts {
  readonly store: Pick<Store, 'users' | 'syncs' | 'repositories' | 'builds' | 'jobs'>;
  readonly hooks: Pick<Hooks, 'access'>;
  readonly visitorsRead: boolean;
  /** What an installed plugin declares of its topic. Absent: there are no such topics at this door. */
  readonly topicOf?: (plugin: string, topic: string) => PlainTopic | undefined;
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
  /** Of an event about a repository, to one who listens to all of them. */
  mayHear(event: TurnpikeEvent, repositoryId: number): Promise<boolean>;
}

/** Answers are kept: make new ones to ask again. */
export function createRights(principal: Principal, ports: RightsPorts): Rights {
  const { store } = ports;
  const access = createAccess(principal, ports);

  const known = new Map<number, Promise<RepositoryRights | undefined>>();

  /** undefined: there is no such repository (any more). */
  function rightsOn(repositoryId: number): Promise<RepositoryRights | undefined> {
    const answer = known.get(repositoryId) ?? ask(repositoryId);
    known.set(repositoryId, answer);
    return answer;
  }

  async function ask(repositoryId: number): Promise<RepositoryRights | undefined> {
    const repository = await store.repositories.get(repositoryId);
    if (!repository) return undefined;
    const rights = await access.rights(repository);
    // Pages that stay open ask for nothing by themselves.
    if (rights.read) access.use(repository);
    return rights;
  }

  async function requireRead(repositoryId: number, type: string): Promise<void> {
    if ((await rightsOn(repositoryId))?.read !== true) throw notFound(type);
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

  async function grantPlugin(topic: PluginTopic): Promise<Granted> {
    const declared = ports.topicOf?.(topic.plugin, topic.topic);
    const right = declared && repositoryRight(declared.hears);
    const isOfOne = topic.repositoryId !== undefined;
    if (!declared || (isOfOne && right === undefined)) throw notFound('topic');
    if (declared.hears === 'administrators') return grantSystem(access);
    if (declared.hears === 'users' && principal.kind === 'anonymous')
      throw insufficient('topic', 'read');
    if (topic.repositoryId !== undefined && right) await requireRight(topic.repositoryId, right);
    return {};
  }

  /** Its end is news for those who may see all; who was told of it before is told of its end as well. */
  async function may(repositoryId: number, right: AccessLevel): Promise<boolean> {
    return (await rightsOn(repositoryId))?.[right] ?? access.root;
  }

  async function requireRight(repositoryId: number, right: AccessLevel): Promise<void> {
    await requireRead(repositoryId, 'repository');
    if ((await rightsOn(repositoryId))?.[right] !== true) throw insufficient('repository', right);
  }

  return {
    mayRead: (repositoryId) => may(repositoryId, 'read'),
    mayHear: (event, repositoryId) => may(repositoryId, rightFor(event, ports)),
    async grant(topic) {
      if (topic.kind === 'system') return grantSystem(access);
      if (topic.kind === 'repo') await requireRead(topic.id, 'repository');
      if (topic.kind === 'build') return grantBuild(topic.id);
      if (topic.kind === 'job') return grantJob(topic.id);
      if (topic.kind === 'log') return grantJob(topic.jobId, topic.run);
      if (topic.kind === 'plugin') return grantPlugin(topic);
      return {};
    },
  };
}

type PluginTopic = Extract<Topic, { kind: 'plugin' }>;

/** What a plugin declares of its topic; of all else whoever reads. */
function rightFor(event: TurnpikeEvent, { topicOf }: Pick<RightsPorts, 'topicOf'>): AccessLevel {
  if (event.name !== 'plugin:published') return 'read';
  const { plugin, topic } = event.data as Events['plugin:published'];
  const declared = topicOf?.(plugin, topic);
  return (declared && repositoryRight(declared.hears)) ?? 'admin';
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
