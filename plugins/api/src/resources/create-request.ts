/** `POST /v3/repo/:repo/requests`: a build without a push (travis-services facts 2.11). */
import { InputError, TurnpikeError, z, type HttpResponse, type Repository } from '@turnpike/sdk';
import { storeNewRequest } from '@turnpike/sdk/store';
import type { Call } from '../endpoint.js';
import { readFields } from '../envelope/fields.js';
import { requireMayBuild } from './build-permissions.js';
import { findRepository } from './find.js';
import { pendingRequest, requireActive } from './pending-request.js';

const HOUR_SECONDS = 3_600;
const CONFIG_LIMIT = 200_000;

const config = z.union([z.string().max(CONFIG_LIMIT), z.record(z.string(), z.json())]);
const mode = z.string().max(50);
export const requestInput = z.object({
  branch: z.string().max(255).optional(),
  sha: z
    .string()
    .regex(/^[0-9a-f]{7,64}$/i, 'is not a commit id')
    .optional(),
  tag_name: z.string().max(255).optional(),
  message: z.string().max(20_000).optional(),
  config: config.optional(),
  configs: z
    .array(z.object({ config, merge_mode: mode.optional(), mode: mode.optional() }))
    .max(20)
    .optional(),
  merge_mode: mode.optional(),
});
type Input = z.infer<typeof requestInput>;

export async function createRequest(call: Call): Promise<HttpResponse> {
  const repository = await findRepository(call, 'write');
  const wanted = readFields(requestInput, await call.exchange.json(), 'request');
  await requireMayBuild(call, repository);
  requireActive(repository);
  const remaining = await takeFromLimit(call, repository);
  const refs = refsOf(wanted, repository);
  const { principal } = call.access;
  const stored = await call.api.store.transaction((tx) =>
    storeNewRequest(tx, {
      repositoryId: repository.id,
      ownerId: repository.ownerId,
      eventType: 'api',
      ...refs,
      sha: wanted.sha ?? null,
      commitMessage: wanted.message ?? null,
      sender: principal.kind === 'user' ? principal.login : null,
      configs: configsOf(wanted),
      mergeMode: wanted.merge_mode ?? null,
    }),
  );
  const request = { id: stored?.id, branch: refs.branch, message: wanted.message ?? null };
  return pendingRequest(repository, request, { remaining_requests: remaining - 1 });
}

/** Throws InputError for a name that git would not take. */
export function refsOf({ branch, tag_name: tag }: Input, repository: Repository) {
  if (tag !== undefined) {
    checkRef(tag, 'tag_name');
    return { ref: `refs/tags/${tag}`, branch: branch ?? tag, tag };
  }
  const name = branch?.replace(/^refs\/heads\//, '') || repository.defaultBranch;
  checkRef(name, 'branch');
  return { ref: `refs/heads/${name}`, branch: name };
}

/** The rules of git-check-ref-format, for one name below refs/. */
const NOT_IN_REFS = /[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|^[-/.]|[/.]$|\.lock$|\/\./;
function checkRef(name: string, key: string): void {
  if (name === '' || name === '@' || NOT_IN_REFS.test(name)) {
    const message = `${JSON.stringify(name)} is not a name that git allows.`;
    throw new InputError('TURNPIKE_REF_INVALID', message, { key });
  }
}

export function configsOf(wanted: Input) {
  const given = [
    ...(wanted.config === undefined ? [] : [{ config: wanted.config, mode: wanted.merge_mode }]),
    ...(wanted.configs ?? []).map((one) => ({
      config: one.config,
      mode: one.merge_mode ?? one.mode,
    })),
  ];
  return given.map((one) => ({
    config: typeof one.config === 'string' ? one.config : JSON.stringify(one.config),
    mode: one.mode ?? null,
  }));
}

/** Throws TURNPIKE_RATE_LIMITED. Answers how many requests are left in this hour. */
async function takeFromLimit(call: Call, repository: Repository): Promise<number> {
  const own = repository.settings.api_builds_rate_limit;
  const most = Math.min(own, call.api.limits.apiBuildsPerHour);
  const made = await call.api.store.requests.countRecent(repository.id, 'api', HOUR_SECONDS);
  if (made < most) return most - made;
  throw new TurnpikeError(
    'TURNPIKE_RATE_LIMITED',
    `${repository.slug} takes ${most} requests by API an hour.`,
    {
      envelope: { max_requests: most, per_seconds: HOUR_SECONDS },
      wayOut:
        most < own
          ? 'Wait; whoever runs this server may raise limits.apiBuildsPerHour.'
          : 'Wait, or raise the setting api_builds_rate_limit.',
    },
  );
}
