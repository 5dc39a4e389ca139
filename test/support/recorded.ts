/** Where the recorded cases lie: beside the project. Another folder for the test of what is done without them. */
import { join } from 'node:path';

const root = new URL('../../', import.meta.url).pathname;

export const recordedFolder =
  process.env['TURNPIKE_RECORDED'] ?? join(root, '../shared/conformance');
