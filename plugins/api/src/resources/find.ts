/** Things by the ids of an address, with the right that the endpoint takes. Not to be seen: 404. */
import type { AccessLevel, Build, BuildRequest, Job, Repository } from '@turnpike/sdk';
import type { Call } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';

/** `:repo` is an id, or `owner%2Fname`. */
export async function findRepository(call: Call, action: AccessLevel): Promise<Repository> {
  const address = call.params['repo'] ?? '';
  const repository = /^\d+$/.test(address)
    ? await call.load.repository(idOf(address))
    : await call.api.store.repositories.bySlugEver(address);
  if (!repository) throw notFound('repository');
  await call.access.require(repository, action);
  return repository;
}

export interface FoundBuild {
  readonly build: Build;
  readonly repository: Repository;
}
export async function findBuild(call: Call, action: AccessLevel): Promise<FoundBuild> {
  const build = await call.load.build(idOf(call.params['id']));
  if (!build) throw notFound('build');
  return { build, repository: await repositoryOf(call, build.repositoryId, action, 'build') };
}

export interface FoundJob extends FoundBuild {
  readonly job: Job;
}
export async function findJob(call: Call, action: AccessLevel): Promise<FoundJob> {
  const found = await jobAt(call);
  await call.access.require(found.repository, action, 'job');
  return found;
}

/** Whoever asks: the right is still to be asked for. */
export async function jobAt(call: Call): Promise<FoundJob> {
  const job = await call.api.store.jobs.get(idOf(call.params['id']));
  const build = job && (await call.load.build(job.buildId));
  const repository = job && (await call.load.repository(job.repositoryId));
  if (!job || !build || !repository) throw notFound('job');
  return { job, build, repository };
}

export async function findRequest(call: Call, repository: Repository): Promise<BuildRequest> {
  const request = await call.load.request(idOf(call.params['id']));
  if (!request || request.repositoryId !== repository.id) throw notFound('request');
  return request;
}

/** The repository of a thing that was found; the refusal speaks of the thing. */
export async function repositoryOf(
  call: Call,
  id: number,
  action: AccessLevel,
  type: string,
): Promise<Repository> {
  const repository = await call.load.repository(id);
  if (!repository) throw notFound(type);
  await call.access.require(repository, action, type);
  return repository;
}

/** Digits only; anything else is the id of nothing. */
export function idOf(text: string | undefined): number {
  return /^[1-9]\d{0,14}$/.test(text ?? '') ? Number(text) : 0;
}

/** `a,b` of a parameter in one of its two spellings; undefined: not given. */
export function listParam(call: Call, name: string, bare: string): string[] | undefined {
  const text = call.query.get(name) ?? call.query.get(bare);
  return text === null || text === '' ? undefined : text.split(',').map((part) => part.trim());
}
