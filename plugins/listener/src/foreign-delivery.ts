import { InputError, type RawDelivery, type Repository } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';

/** Hosts by the header that only they send: Gitea and its kin send those of GitHub and Gogs as well. */
const HOSTS = [
  ['forgejo', 'x-forgejo-event', 'x-forgejo-delivery'],
  ['gitea', 'x-gitea-event', 'x-gitea-delivery'],
  ['gogs', 'x-gogs-event', 'x-gogs-delivery'],
  ['gitlab', 'x-gitlab-event', 'x-gitlab-event-uuid'],
  ['bitbucket', 'x-event-key', 'x-request-uuid'],
  ['github', 'x-github-event', 'x-github-delivery'],
] as const;
/** Nobody has vouched for it: no more than this is read to find a name. */
const READ_BYTES = 256 * 1024;

/** A delivery that none of the asked providers takes, with what its headers and body say of it. */
export interface ForeignDelivery {
  readonly host: string;
  readonly event: string;
  readonly guid: string;
  /** `owner/name`, where the body names one. */
  readonly slug: string | undefined;
}

/** `undefined`: the headers are those of no host that we know of. */
export function readForeign({ headers, body }: RawDelivery): ForeignDelivery | undefined {
  const found = HOSTS.find(([, event]) => headers[event] !== undefined);
  if (!found) return undefined;
  const [host, event, guid] = found;
  return { host, event: headers[event] ?? '', guid: headers[guid] ?? '', slug: slugIn(body) };
}

function slugIn(body: Uint8Array): string | undefined {
  if (body.length > READ_BYTES) return undefined;
  try {
    const { repository, project } = JSON.parse(Buffer.from(body).toString('utf8')) as {
      readonly repository?: { readonly full_name?: unknown };
      readonly project?: { readonly path_with_namespace?: unknown };
    };
    const slug = repository?.full_name ?? project?.path_with_namespace;
    return typeof slug === 'string' ? slug : undefined;
  } catch {
    return undefined;
  }
}

/** The repository that it is for: by the id in the hook's URL, else by name. */
export async function repositoryOfForeign(
  { repositories }: Pick<Store, 'repositories'>,
  hint: string | null,
  slug: string | undefined,
): Promise<Repository | undefined> {
  if (hint !== null && /^[1-9]\d{0,15}$/.test(hint)) return repositories.get(Number(hint));
  return slug === undefined ? undefined : repositories.bySlug(slug);
}

/** What is wrong, without telling the name of a repository to who did not know it. */
export function foreignRefused(
  { host, slug }: ForeignDelivery,
  repository: Repository | undefined,
  known: readonly string[],
): InputError {
  const isNamed = slug !== undefined && repository?.slug.toLowerCase() === slug.toLowerCase();
  // Whether a private one is known here is nobody's business who cannot sign for it.
  const other = isNamed && !repository.private && repository.vcsProvider !== host;
  return new InputError(
    'TURNPIKE_DELIVERY_MALFORMED',
    other
      ? `${repository.slug} is of provider ${repository.vcsProvider} here; this delivery is of ${host}.`
      : `This delivery is of ${host}, and not of the host that this address is for.`,
    {
      wayOut: known.includes(host)
        ? `Let the hook send to /hooks/${host}.`
        : `No plugin here takes deliveries of ${host}. Known are: ${known.join(', ')}.`,
    },
  );
}
