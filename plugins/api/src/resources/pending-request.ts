import type { BuildRequest, HttpResponse, Repository } from '@turnpike/sdk';
import { conflict } from '../envelope/failures.js';
import { hrefs } from '../envelope/hrefs.js';
import { pending } from '../render/collection.js';

/** 202: the request is stored, its build follows. `more`: what the answer says besides. */
export function pendingRequest(
  repository: Repository,
  request: {
    readonly id: BuildRequest['id'] | undefined;
    readonly branch: string;
    readonly message: string | null;
  },
  more: Readonly<Record<string, number>> = {},
): HttpResponse {
  return pending('created', 'request', {
    ...more,
    repository: {
      '@type': 'repository',
      '@href': hrefs.repository(repository.id),
      '@representation': 'minimal',
      id: repository.id,
      name: repository.name,
      slug: repository.slug,
    },
    request,
  });
}

/** Throws ConflictError for a repository that builds nothing. */
export function requireActive(repository: Repository): void {
  if (repository.active) return;
  throw conflict('repository_inactive', `${repository.slug} is not active.`, {
    envelope: { resource_type: 'repository' },
    wayOut: 'Activate the repository first.',
  });
}
