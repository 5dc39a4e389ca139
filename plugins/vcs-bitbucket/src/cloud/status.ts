import { createHash } from 'node:crypto';
import { cutText, ExternalHostError, type CommitStatus } from '@turnpike/sdk';
import { STATES } from '../states.js';
import { findCommit, forkWith } from './head.js';
import type { Place } from './place.js';

const DESCRIPTION = 250;
const LONGEST_KEY = 40;

/** What a status is known by: the same one again takes the place of the one before. */
const keyOf = (context: string): string =>
  context.length <= LONGEST_KEY ? context : createHash('sha1').update(context).digest('hex');

export async function writeStatus(place: Place, status: CommitStatus): Promise<void> {
  const body = {
    key: keyOf(status.context),
    state: STATES[status.state],
    name: status.context,
    url: status.targetUrl,
    description: cutText(status.description, DESCRIPTION, '…'),
  };
  const { api, path } = place;
  const at = (repository: string) => `${repository}/commit/${status.sha}/statuses/build`;
  const { status: answered } = await api.send('POST', at(path), body, [404]);
  if (answered !== 404) return;
  const fork = await forkWith(place, status.sha);
  if (fork) return void (await api.send('POST', at(fork), body));
  if (await findCommit(place, status.sha))
    throw refused(`${api.host.name} takes no status of ${status.sha}.`);
  throw refused(`There is no commit ${status.sha} in ${place.slug}.`);
}

const refused = (words: string): ExternalHostError =>
  new ExternalHostError('TURNPIKE_HOST_REFUSED', words);
