/** What the stand-in tells of, in the form of each dialect. */
import { cloudPerson, cloudPull, cloudRepository } from './cloud.js';
import { dataCenterPerson, dataCenterPull, dataCenterRepository } from './data-center.js';
import {
  commitOf,
  type HostPerson,
  type HostPull,
  type HostRef,
  type HostRepository,
} from './world.js';

export type Dialect = 'cloud' | 'data-center';
export interface Told {
  readonly event: string;
  readonly payload: object;
}
export interface Change {
  readonly ref: string;
  readonly before: HostRef | undefined;
  readonly after: HostRef | undefined;
}
const ZERO = '0'.repeat(40);

export function changesBetween(
  before: readonly HostRef[],
  after: readonly HostRef[],
): readonly Change[] {
  const names = [...new Set([...before, ...after].map(({ ref }) => ref))];
  const all = names.map((ref) => ({
    ref,
    before: before.find((one) => one.ref === ref),
    after: after.find((one) => one.ref === ref),
  }));
  return all.filter((one) => one.before?.object !== one.after?.object);
}

export function pushOf(
  dialect: Dialect,
  repository: HostRepository,
  actor: HostPerson,
  changes: readonly Change[],
  url: string,
): Told {
  if (dialect === 'data-center')
    return {
      event: 'repo:refs_changed',
      payload: {
        ...{ eventKey: 'repo:refs_changed', actor: dataCenterPerson(actor) },
        repository: dataCenterRepository(repository, false),
        changes: changes.map(({ ref, before, after }) => ({
          ref: {
            ...{ id: ref, displayId: ref.replace(/^refs\/\w+\//, '') },
            type: ref.startsWith('refs/tags/') ? 'TAG' : 'BRANCH',
          },
          ...{ refId: ref, fromHash: before?.object ?? ZERO, toHash: after?.object ?? ZERO },
          type: after ? (before ? 'UPDATE' : 'ADD') : 'DELETE',
        })),
      },
    };
  const { mainbranch: _unsaid, ...told } = cloudRepository(repository, url) as {
    readonly mainbranch: unknown;
  };
  const state = (one: HostRef | undefined): object | null =>
    one
      ? {
          type: one.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
          name: one.ref.replace(/^refs\/\w+\//, ''),
          target: {
            ...{ type: 'commit', hash: one.commit },
            message: commitOf(repository.gitDir, one.commit)?.message ?? '',
          },
        }
      : null;
  return {
    event: 'repo:push',
    payload: {
      ...{ actor: cloudPerson(actor), repository: told },
      push: {
        changes: changes.map(({ before, after }) => ({
          ...{ old: state(before), new: state(after) },
          ...{ created: !before, closed: !after, forced: false, truncated: false, commits: [] },
        })),
      },
    },
  };
}

export function pullOf(dialect: Dialect, pull: HostPull, isNew: boolean, url: string): Told {
  if (dialect === 'data-center') {
    const event = isNew ? 'pr:opened' : 'pr:from_ref_updated';
    const actor = dataCenterPerson(pull.author);
    return { event, payload: { eventKey: event, actor, pullRequest: dataCenterPull(pull) } };
  }
  const event = isNew ? 'pullrequest:created' : 'pullrequest:updated';
  const repository = cloudRepository(pull.to.repository, url);
  const actor = cloudPerson(pull.author);
  return { event, payload: { actor, repository, pullrequest: cloudPull(pull, url) } };
}
