import { cutText, ExternalHostError, type CommitStatus } from '@turnpike/sdk';
import { readHead } from './head.js';
import type { Place } from './place.js';

const DESCRIPTION = 250;

/** For a commit that is not there the server answers as if it were broken: then the commit is looked for. */
export async function writeStatus(place: Place, status: CommitStatus): Promise<void> {
  const { sha, state, context, targetUrl } = status;
  const description = cutText(status.description, DESCRIPTION, '…');
  const body = { state, context, description, target_url: targetUrl };
  const path = `${place.path}/statuses/${encodeURIComponent(sha)}`;
  const { status: answered } = await place.api.send('POST', path, body, [404, 500]);
  if (answered < 300) return;
  if ((await readHead(place, sha)) === null)
    throw new ExternalHostError(
      'TURNPIKE_HOST_REFUSED',
      `There is no commit ${sha} in ${place.owner}/${place.repo}.`,
    );
  throw new ExternalHostError(
    'TURNPIKE_HOST_UNAVAILABLE',
    `${place.api.server.name} does not take the status: ${answered}`,
  );
}
