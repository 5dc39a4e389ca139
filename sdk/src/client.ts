/** The typed client of the platform's API, for browsers and Node. */
export * from '@turnpike/core/contracts/client';
export * from '@turnpike/core/contracts/wire';
