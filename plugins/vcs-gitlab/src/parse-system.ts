import {
  ignoredDelivery,
  readPayload,
  z,
  type DeliveryPayload,
  type DeliverySaid,
  type RepoIdentity,
} from '@turnpike/sdk';

const schema = z.object({
  project_id: z.number().int(),
  path_with_namespace: z.string().min(1),
  project_visibility: z.string().nullish(),
});
/** What becomes of projects, as webhooks of a server and of groups tell it. */
const ACTIONS = {
  project_create: 'created',
  project_destroy: 'deleted',
  project_rename: 'renamed',
  project_transfer: 'transferred',
} as const;

/** `url`: of the server, since the addresses of the project are not told. undefined: it is about no project. */
export function readProjectEvent(
  payload: DeliveryPayload,
  url: string,
): { readonly repository: RepoIdentity; readonly said: DeliverySaid } | undefined {
  const name = eventName(payload);
  if (!Object.hasOwn(ACTIONS, name) && name !== 'project_update') return undefined;
  const project = readPayload(schema, payload);
  const repository = identityAt(project, url);
  if (name === 'project_update')
    // Its default branch and description are not told; what is told of its visibility may be trusted to close it.
    return {
      repository,
      said: repository.private
        ? { kind: 'repository', action: 'privatized' }
        : ignoredDelivery('A project was updated; what it is now is found by asking.'),
    };
  return {
    repository,
    said: { kind: 'repository', action: ACTIONS[name as keyof typeof ACTIONS] },
  };
}

export function eventName(payload: DeliveryPayload): string {
  const name = payload['event_name'] ?? payload['object_kind'];
  return typeof name === 'string' ? name : '';
}

function identityAt(project: z.infer<typeof schema>, url: string): RepoIdentity {
  const { project_id, path_with_namespace: slug, project_visibility: visibility } = project;
  return {
    ...{
      vcsId: String(project_id),
      slug,
      cloneUrl: `${url}/${slug}.git`,
      htmlUrl: `${url}/${slug}`,
    },
    private: !/public/i.test(visibility ?? ''),
    ...{ fork: false, defaultBranch: '', description: null, ownerType: 'user' },
  };
}
