/** One of everything, new each time: what routes may be asked about, and the people who may ask. */
import { generateKeyPairSync } from 'node:crypto';
import { type Job, type Repository, type User } from '@turnpike/sdk';
import { tokens, writeUnsubscribeToken, type Store } from '@turnpike/sdk/store';
import type { TestPlatform } from '@turnpike/sdk/testing';
import { seedBuild, seedRepository } from '../support/seed.js';

export type Visibility = 'private' | 'public';
export const PEOPLE = [
  'stranger',
  'reader',
  'writer',
  'admin',
  'owner admin',
  'administrator',
  'suspended',
  'other',
] as const;
export type Person = (typeof PEOPLE)[number];

/** What the parameters of addresses stand for. */
export interface World {
  readonly store: Store;
  readonly repository: Repository;
  readonly people: Readonly<Record<Person, User>>;
  /** Of a finished job, with a log. */
  readonly done: Job;
  /** Of a job that goes on. */
  readonly going: Job;
  /** One that goes on, of another repository. */
  readonly foreign: Job;
  readonly ids: Readonly<
    Record<
      'build' | 'request' | 'cron' | 'delivery' | 'notification' | 'envVar' | 'removed' | 'team',
      number
    >
  >;
  /** Of the link of a mail. */
  readonly mailToken: string;
  readonly workerName: string;
  readonly workerToken: string;
}

const SSH_KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
  type: 'sec1',
  format: 'pem',
}) as string;

let serial = 0;

export async function makeWorld(
  platform: TestPlatform,
  visibility: Visibility,
  cloneUrl: string,
): Promise<World> {
  const { store } = platform.resolveAll({ store: tokens.store });
  serial += 1;
  const people = await makePeople(store, serial);
  const isPrivate = visibility === 'private';
  const login = `owner-${serial}`;
  await store.owners.ensure({ host: 'git', login, type: 'organization' });
  const repository = await seedRepository(store, { login, private: isPrivate, cloneUrl });
  for (const level of ['read', 'write', 'admin'] as const) {
    const person = { read: people.reader, write: people.writer, admin: people.admin }[level];
    await store.users.setPermission(person.id, repository.id, level);
  }
  await store.users.setOwnerPermission(people['owner admin'].id, repository.ownerId, 'admin');
  const elsewhere = await seedRepository(store, { login: 'elsewhere', private: true, cloneUrl });
  const { done, going } = await addJobs(store, repository);
  const { going: foreign } = await addJobs(store, elsewhere);
  await addLog(platform, done);
  await addArtifact(platform, going);
  const ids = await addThings(store, repository, done, people);
  const { secrets } = platform.resolveAll({ secrets: tokens.secrets });
  await store.repositories.setSealed(repository.id, { sshKey: secrets.seal(SSH_KEY) });
  return {
    store,
    repository,
    people,
    done,
    going,
    foreign,
    ids,
    mailToken: writeUnsubscribeToken(secrets, {
      address: 'list@example.com',
      repositoryId: repository.id,
    }),
    ...(await addWorkerToken(platform, store)),
  };
}

async function makePeople(store: Store, number: number): Promise<World['people']> {
  const made: [Person, User][] = [];
  for (const person of PEOPLE) {
    const admin = person === 'administrator' || person === 'suspended';
    const login = `${person.replace(' ', '-')}-${number}`;
    const user = await store.users.insert({ login, name: null, email: null, admin });
    if (person === 'suspended')
      await store.users.update(user.id, { suspendedAt: await store.now() });
    made.push([person, user]);
  }
  return Object.fromEntries(made) as World['people'];
}

async function addJobs(store: Store, repository: Repository): Promise<{ done: Job; going: Job }> {
  const queue = `queue-${repository.id}`;
  const { jobs } = await seedBuild(store, repository, {
    state: 'passed',
    private: repository.private,
    jobs: [{ os: 'none' }, { os: 'none' }],
  });
  for (const { id } of jobs)
    await store.jobs.transition(id, { from: ['created'], to: 'queued', queue });
  const [done, going] = [await claim(store, queue), await claim(store, queue)];
  await store.jobs.transition(done.id, { from: ['received'], to: 'started' });
  await store.jobs.transition(done.id, { from: ['started'], to: 'passed' });
  await store.jobs.transition(going.id, { from: ['received'], to: 'started' });
  return { done, going };
}

async function claim(store: Store, queue: string): Promise<Job> {
  serial += 1;
  const claimed = await store.runs.claim({
    claimId: `claim-${serial}`,
    worker: 'nobody',
    queues: [queue],
    offers: { os: ['none'], arch: ['amd64'], labels: [] },
  });
  if (!claimed) throw new Error(`nothing waits in ${queue}`);
  return claimed.job;
}

export const jobTokenOf = (platform: TestPlatform, job: Job): Promise<string> =>
  platform
    .resolveAll({ issuer: tokens.tokenIssuer })
    .issuer.jobToken(
      { jobId: job.id, run: job.run, buildId: job.buildId, repositoryId: job.repositoryId },
      600,
    );

export const runTokenOf = (platform: TestPlatform, { id, run }: Job): Promise<string> =>
  platform.resolveAll({ issuer: tokens.tokenIssuer }).issuer.runToken({ jobId: id, run });

async function addLog(platform: TestPlatform, job: Job): Promise<void> {
  const authorization = `Bearer ${await runTokenOf(platform, job)}`;
  const at = `/logs/${job.id}/${job.run}`;
  await platform.request(`${at}?offset=0`, {
    method: 'PUT',
    headers: { authorization, 'content-type': 'application/octet-stream' },
    body: 'hello\n',
  });
  await platform.request(`${at}/seal`, { method: 'POST', headers: { authorization } });
}

async function addArtifact(platform: TestPlatform, job: Job): Promise<void> {
  const authorization = `Bearer ${await jobTokenOf(platform, job)}`;
  for (const path of ['artifacts/it', 'workspaces/it', 'caches/main/it']) {
    const answer = await platform.request(`/storage/${path}`, {
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/octet-stream' },
      body: 'bytes',
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }
}

async function addThings(
  store: Store,
  repository: Repository,
  job: Job,
  people: World['people'],
): Promise<World['ids']> {
  const { id: repositoryId } = repository;
  await store.branches.ensure(repositoryId, 'main');
  await store.branches.setLastBuild(repositoryId, 'main', job.buildId);
  await store.repositories.setLastBuild(repositoryId, job.buildId);
  const build = await store.builds.get(job.buildId);
  const cron = await store.crons.put({
    repositoryId,
    branch: 'main',
    interval: 'daily',
    timeZone: 'UTC',
    skipIfRecent: false,
    nextRunInSeconds: 86_400,
  });
  const envVar = await store.repositories.putEnvVar({
    repositoryId,
    name: 'A',
    value: 'b',
    public: true,
    branch: null,
  });
  const [notification] = await store.notifications.insert([
    {
      buildId: job.buildId,
      repositoryId,
      event: 'finished',
      notifier: 'none',
      entry: 0,
      config: {},
      target: 'it',
    },
  ]);
  const delivery = await store.transaction((tx) =>
    tx.deliveries.insert({
      provider: 'git',
      guid: `guid-${repositoryId}`,
      event: 'push',
      repositoryId,
      headers: {},
      body: '{}',
      outcome: 'ignored',
      reason: 'none',
    }),
  );
  const { id: team } = await store.teams.insert({
    ...{ ownerId: repository.ownerId, name: 'it', description: null, level: null },
  });
  await store.teams.addMember(team, people.other.id);
  const removed = await store.removedRepositories.add({
    id: 1_000_000 + repositoryId,
    slug: 'gone/gone',
    private: true,
    vcsProvider: 'git',
    vcsId: null,
    cloneUrl: 'https://git.example.com/gone.git',
    htmlUrl: null,
    hook: { state: 'unknown', url: '', message: '' },
    credential: null,
  });
  return {
    build: job.buildId,
    request: build?.requestId ?? 0,
    cron: cron.id,
    envVar: envVar.id,
    notification: notification?.id ?? 0,
    delivery: delivery?.id ?? 0,
    removed: removed.id,
    team,
  };
}

async function addWorkerToken(
  platform: TestPlatform,
  store: Store,
): Promise<Pick<World, 'workerName' | 'workerToken'>> {
  serial += 1;
  const token = `tpw_rights-${serial}`;
  const { secrets } = platform.resolveAll({ secrets: tokens.secrets });
  await store.workers.createToken({ hash: secrets.hash(token), name: `w-${serial}`, queues: [] });
  return { workerName: `w-${serial}`, workerToken: token };
}
