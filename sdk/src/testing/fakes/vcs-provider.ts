import { createHash } from 'node:crypto';
import {
  InputError,
  type CommitInfo,
  type CommitStatus,
  type RawDelivery,
  type RepoAccess,
  type RepoEvent,
  type VcsProvider,
} from '@turnpike/core/contracts';
import { isSignedBy, signBody } from '../../delivery.js';
import { compareRefs, identityOf, refEvent, type Refs } from '../../ref-poll.js';
import { repositoryRecord } from '../repository.js';
import { hostFailure, type HostFailure } from './failures.js';

type Files = Readonly<Record<string, string>>;
interface FakeCommit extends CommitInfo {
  readonly files: Files;
  readonly parent: string | undefined;
}

/** A code host in memory, with one repository. @stable */
export interface FakeVcsHost {
  /** What speaks for it; passes `vcsProviderConformance`. */
  readonly provider: VcsProvider;
  /** Its repository as the provider is given it: `owner/repo`. */
  readonly access: RepoAccess;
  /** Commits on top of a branch (default: `main`); files that are not named stay. Answers the SHA. */
  push(files: Files, branch?: string): string;
  /** The delivery of the last push to a branch, as the host would sign it. */
  delivery(secret: string, branch?: string): RawDelivery;
  /** Statuses that were set, in order. */
  readonly statuses: readonly CommitStatus[];
  /** From now on all that asks the host fails so: `refused`, `timeout`, 401, 404, 429, … */
  fail(how: HostFailure): void;
  /** It answers again. */
  heal(): void;
}

const EVENT = 'x-fake-event';
const GUID = 'x-fake-delivery';
const SIGNATURE = 'x-fake-signature';
const REF = /^[A-Za-z0-9_][A-Za-z0-9_./-]*$/;
const AT = Date.UTC(2026, 10, 23, 12);

/** `id`: of the provider; default: `fake`. @stable */
export function fakeVcsHost(id = 'fake'): FakeVcsHost {
  const commits = new Map<string, FakeCommit>();
  const heads = new Map<string, string>();
  const statuses: CommitStatus[] = [];
  const access = accessOf(id);
  let failure: HostFailure | undefined;

  const reach = (): void => {
    if (failure !== undefined) throw hostFailure(failure);
  };
  const at = (ref: string): FakeCommit | undefined =>
    commits.get(heads.get(`refs/heads/${ref.replace(/^refs\/heads\//, '')}`) ?? ref);

  function push(files: Files, branch = 'main'): string {
    const parent = heads.get(`refs/heads/${branch}`);
    const all = { ...commits.get(parent ?? '')?.files, ...files };
    const made = commitOf(all, parent, commits.size);
    commits.set(made.sha, made);
    heads.set(`refs/heads/${branch}`, made.sha);
    return made.sha;
  }

  const provider: VcsProvider = {
    id,
    describe: 'A code host in memory',
    identify: ({ headers }) => identify(headers),
    verify: ({ body, headers }, secrets) =>
      isSignedBy(body, headers[SIGNATURE], secrets)
        ? undefined
        : { rule: 'signature', message: 'The signature fits none of the secrets.' },
    parse: (delivery) => parse(delivery, access),
    async missed(r, cursor, told) {
      reach();
      return compareRefs(r, cursor, heads as Refs, told);
    },
    async file(_r, path, ref) {
      reach();
      return at(ref)?.files[path];
    },
    async commit(_r, ref) {
      if (!REF.test(ref)) throw new InputError('TURNPIKE_REF_INVALID');
      reach();
      const found = at(ref);
      return found && withoutFiles(found);
    },
    async head(_r, ref) {
      reach();
      return heads.get(ref) ?? null;
    },
    async isAncestor(_r, sha, of) {
      reach();
      return isAncestor(commits, sha, of);
    },
    async cloneAccess(r) {
      reach();
      return { url: r.repository.cloneUrl, credential: r.credential };
    },
    async setStatus(_r, status) {
      reach();
      statuses.push(status);
    },
    async inspect(url) {
      reach();
      if (url !== access.repository.cloneUrl) throw new InputError('TURNPIKE_INPUT_INVALID');
      return identityOf(access);
    },
  };
  return {
    provider,
    access,
    push,
    statuses,
    delivery: (secret, branch = 'main') =>
      deliveryOf(heads, commits, `refs/heads/${branch}`, secret),
    fail: (how) => void (failure = how),
    heal: () => void (failure = undefined),
  };
}

function accessOf(id: string): RepoAccess {
  const cloneUrl = 'https://host.test/owner/repo.git';
  return { repository: repositoryRecord({ vcsProvider: id, cloneUrl }), credential: null };
}

function commitOf(files: Files, parent: string | undefined, count: number): FakeCommit {
  const sha = createHash('sha1')
    .update(JSON.stringify([files, parent, count]))
    .digest('hex');
  const [name, email] = ['Ada', 'ada@example.com'];
  return {
    sha,
    files,
    parent,
    message: `Commit ${count + 1}`,
    authorName: name,
    authorEmail: email,
    committerName: name,
    committerEmail: email,
    committedAt: AT + count * 60_000,
    compareUrl: null,
  };
}

function withoutFiles({ files: _files, parent: _parent, ...info }: FakeCommit): CommitInfo {
  return info;
}

function isAncestor(
  commits: ReadonlyMap<string, FakeCommit>,
  sha: string,
  of: string,
): boolean | undefined {
  if (!commits.has(sha) || !commits.has(of)) return undefined;
  for (let one: string | undefined = of; one !== undefined; one = commits.get(one)?.parent)
    if (one === sha) return true;
  return false;
}

function identify(headers: RawDelivery['headers']): { event: string; guid: string } | undefined {
  const [event, guid] = [headers[EVENT], headers[GUID]];
  return event !== undefined && guid !== undefined ? { event, guid } : undefined;
}

interface Push {
  readonly ref: string;
  readonly before: string | null;
  readonly after: string;
}

function deliveryOf(
  heads: ReadonlyMap<string, string>,
  commits: ReadonlyMap<string, FakeCommit>,
  ref: string,
  secret: string,
): RawDelivery {
  const after = heads.get(ref);
  if (after === undefined) throw new Error(`Nothing was pushed to ${ref}.`);
  const push: Push = { ref, before: commits.get(after)?.parent ?? null, after };
  const body = Buffer.from(JSON.stringify(push));
  const headers = { [EVENT]: 'push', [GUID]: after, [SIGNATURE]: signBody(body, secret) };
  return { headers, body, hint: null };
}

function parse({ headers, body }: RawDelivery, access: RepoAccess): RepoEvent {
  if (headers[EVENT] !== 'push') throw new InputError('TURNPIKE_DELIVERY_EVENT');
  try {
    const push = JSON.parse(Buffer.from(body).toString()) as Push;
    return refEvent(identityOf(access), push);
  } catch (error) {
    throw new InputError('TURNPIKE_DELIVERY_MALFORMED', undefined, {}, error);
  }
}
