import type { Build, Message, RawConfigRow } from '@turnpike/sdk';
import type { Store, StoreTransaction } from '@turnpike/sdk/store';
import {
  announce,
  buildFact,
  close,
  insertBuild,
  saveMessages,
  jobFact,
  type BuildInput,
} from './create-build.js';

/** Why there is nothing to run, for people: with file and line where the text is at fault. */
export interface BuildFault {
  readonly rule: string;
  readonly message: string;
  /** Where the text is at fault; `line` counts from one. */
  readonly at?: { readonly file: string; readonly line: number | null };
}

/**
 * A visible build with one errored job that says what is wrong, instead of silence (travis-core's
 * answer to `parse_error` and `server_error`). It cannot be restarted.
 */
export async function createErroredBuild(
  store: Store,
  input: BuildInput,
  fault: BuildFault,
  notifiers: readonly string[],
  fetched: readonly RawConfigRow[] = [],
  messages: readonly Message[] = [],
): Promise<Build> {
  return store.transaction(async (tx) => {
    const { request, repository } = input;
    const number = await tx.repositories.takeBuildNumber(repository.id);
    const end = { state: 'errored', reason: fault.message } as const;
    const build = await insertBuild(tx, input, number, {
      config: {},
      fastFinish: false,
      configError: true,
      ...end,
    });
    const jobs = await tx.jobs.insert([
      {
        ...end,
        buildId: build.id,
        stageId: null,
        repositoryId: repository.id,
        ownerId: repository.ownerId,
        number: `${number}.1`,
        stageNumber: '1.1',
        name: null,
        allowFailure: false,
        config: {},
        needs: { os: 'linux', arch: 'amd64', labels: [] },
        trust: request.pullRequest?.fork ? 'fork' : 'full',
      },
    ]);
    await close(tx, input, build, fault);
    await tx.requests.saveRawConfigs(request.id, fetched);
    if (messages.length > 0) await saveMessages(tx, input, messages);
    else await saveFault(tx, request.id, fault);
    announce(tx, build, jobs);
    for (const job of jobs) tx.emit('job:finished', jobFact(job));
    tx.emit('build:finished', buildFact(build));
    await notify(tx, build, notifiers);
    return build;
  });
}

/** The place of the fault, so that the configuration's page can show it in the text. */
async function saveFault(
  tx: StoreTransaction,
  requestId: number,
  { message, at }: BuildFault,
): Promise<void> {
  if (!at) return;
  const finding = { level: 'alert', key: '', code: 'unreadable', args: { message } } as const;
  await tx.requests.saveMessages(requestId, [{ ...finding, src: at.file, line: at.line }]);
}

/** There is no configuration to name receivers, so only notifiers that need none are asked. */
async function notify(
  tx: StoreTransaction,
  build: Build,
  notifiers: readonly string[],
): Promise<void> {
  const rows = await tx.notifications.insert(
    notifiers.map((notifier) => ({
      buildId: build.id,
      repositoryId: build.repositoryId,
      event: 'finished',
      notifier,
      entry: -1,
      config: {},
      target: null,
    })),
  );
  for (const { id } of rows)
    tx.emit('notification:created', {
      notificationId: id,
      buildId: build.id,
      repositoryId: build.repositoryId,
    });
}
