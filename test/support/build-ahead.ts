/** Builds what takes minutes while tests run that do not need it. Whoever needs it meanwhile waits for it. */
import { giteaTool } from './gitea-tool.js';
import { tool } from './tool-room.js';

tool(giteaTool).catch((error: unknown) => {
  // Who needs it says so.
  console.error((error as Error).message);
});
