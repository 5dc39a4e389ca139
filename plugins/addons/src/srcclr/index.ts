import { retired } from '../shared/retired.js';
import { keys } from './keys.js';

/** SourceClear's agent, which is no longer offered. */
export const srcclr = retired(
  'srcclr',
  "SourceClear's agent, which is no longer offered.",
  'its service was closed. Use a scanner of your choice in after_script.',
  keys,
);

/** For whoever installs it alone. @alias */
export const plugin = srcclr;
