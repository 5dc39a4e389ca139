/** A build that somebody puts before the others of its owner, which may be canceled for it (travis-api facts 7). */
import { isFinal, z, type Build, type Repository, type Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { conflict } from '../envelope/failures.js';
import { flagField, readFields } from '../envelope/fields.js';
import { hrefs } from '../envelope/hrefs.js';
import { pending } from '../render/collection.js';
import { bodyOf } from './body-of.js';
import { findBuild } from './find.js';

const input = z.object({ cancel_all: flagField.default(false) });
const RUNNING = ['started'] as const;
/** Of a repository, at a time: more do not run at once. */
const MOST = 100;

export function buildPriorityRoutes(api: Api): Route[] {
  return [
    endpoint(
      api,
      'POST /v3/build/:id/priority',
      async (call) => {
        const { build, repository } = await findBuild(call, 'admin');
        const { cancel_all: cancelsAll } = readFields(
          input,
          await bodyOf(call),
          'prioritize_build',
        );
        if (isFinal(build.state))
          throw conflict('conflict', 'The build has ended: none of its jobs waits.', {
            envelope: { resource_type: 'build' },
          });
        const waiting = await api.store.builds.prioritize(build.id);
        const canceled = cancelsAll ? await cancelOthers(call, build, repository) : [];
        const { id, number } = build;
        await call.exchange.audit({
          repositoryId: repository.id,
          target: `build ${number}`,
          after: { priority: true, canceled_builds: canceled },
        });
        const thing = {
          '@type': 'build',
          '@href': hrefs.build(id),
          '@representation': 'minimal',
          id,
        };
        return pending('prioritize', 'build', { build: thing, waiting, canceled_builds: canceled });
      },
      { audit: 'build.prioritize' },
    ),
  ];
}

/** Those that run for the same owner, where the caller may cancel them. Answers their ids. */
async function cancelOthers(
  call: Call,
  build: Build,
  { ownerId }: Repository,
): Promise<readonly number[]> {
  const { store, commands } = call.api;
  const running = await store.jobs.running(ownerId);
  const canceled: number[] = [];
  for (const repositoryId of new Set(running.map((one) => one.repositoryId))) {
    const repository = await call.load.repository(repositoryId);
    if (!repository || !(await call.access.rights(repository)).write) continue;
    const { rows } = await store.builds.list({ repositoryId, states: RUNNING }, { limit: MOST });
    for (const { id } of rows) {
      if (id === build.id) continue;
      const said = await commands.cancelBuild({ buildId: id, userId: call.access.userId });
      if (said.accepted) canceled.push(id);
    }
  }
  return canceled;
}
