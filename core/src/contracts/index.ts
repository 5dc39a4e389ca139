/** Contracts: everything that core, SDK and plugins agree on. No behaviour lives here. */
export * from './authors.js';
export * from './platform.js';
