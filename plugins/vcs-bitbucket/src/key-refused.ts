import { ExternalHostError } from '@turnpike/sdk';
import type { Api } from './api.js';
import { wordsIn } from './host-error.js';

/** The host does not take a key, and says why. */
export function keyRefused({ host }: Api, answer: unknown): ExternalHostError {
  const words = wordsIn(JSON.stringify(answer ?? null))?.text ?? 'it does not say why';
  return new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `${host.name} does not take the key: ${words}`,
    {
      wayOut: 'A key of a person cannot be an access key as well: take the one of the repository.',
    },
  );
}
