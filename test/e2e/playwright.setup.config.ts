import { startPlatform } from './platform.js';

/** Playwright wants its global setup as a default export. */
export default startPlatform;
