import { refusal, wordsIn } from '../host-error.js';
import { missingRepository } from '../missing.js';
import type { Place } from './place.js';

/**
 * A 404 says which thing is not there: nothing to do for a commit, branch or file. Throws ExternalHostError where it is
 * the repository.
 */
export async function partMissing(place: Place, answer: Response): Promise<undefined> {
  const words = wordsIn(await answer.clone().text());
  if (!words) throw await refusal(place.api.host, answer);
  if (/^NoSuch(?:Repository|Project)Exception$/.test(words.name)) throw missingRepository(place);
  return undefined;
}
