import { ExternalHostError } from '@turnpike/sdk';

export function lentError(address: string, words: string): ExternalHostError {
  return new ExternalHostError(
    'TURNPIKE_OBJECTS_UNAVAILABLE',
    `No key for the bucket was lent: ${words}.`,
    {
      file: address,
      wayOut: 'Look at the role of this service account or task, and whom it trusts.',
    },
  );
}
