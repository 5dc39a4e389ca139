import { cutText, ExternalHostError, type CommitStatus } from '@turnpike/sdk';
import { STATES } from '../states.js';
import { findCommit } from './head.js';
import type { Place } from './place.js';

const DESCRIPTION = 255;

/** Servers before 7.4 know one address for all repositories. */
export async function writeStatus(place: Place, status: CommitStatus): Promise<void> {
  const body = {
    ...{ key: status.context, name: status.context, state: STATES[status.state] },
    url: status.targetUrl,
    description: cutText(status.description, DESCRIPTION, '…'),
  };
  const { api, path } = place;
  const own = `${path}/commits/${status.sha}/builds`;
  if ((await api.send('POST', own, body, [404])).status !== 404) return;
  if (!(await findCommit(place, status.sha)))
    throw new ExternalHostError(
      'TURNPIKE_HOST_REFUSED',
      `There is no commit ${status.sha} in ${place.slug}.`,
    );
  await api.send('POST', `/build-status/1.0/commits/${status.sha}`, body);
}
