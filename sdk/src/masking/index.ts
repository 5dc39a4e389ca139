/** Masking of secrets in byte streams: what a worker does before a byte leaves it. */
export { secretPatterns, type SecretPatterns } from './secret-patterns.js';
export { createMasker, maskBytes, maskText, MASK, type Masker } from './masker.js';
