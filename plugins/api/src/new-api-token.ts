import { randomBytes } from 'node:crypto';

/** In plain text: it is shown once, and stored as its hash. */
export const newApiToken = (): string => `tp_${randomBytes(30).toString('base64url')}`;
