/** Gitea itself, as the tests build it. */
import { goReplacing } from './go-tool.js';

const VERSION = 'v1.26.0';
export const giteaTool = goReplacing({
  name: 'gitea',
  version: VERSION,
  path: 'code.gitea.io/gitea',
  // Both tags: without the second one, SQLite answers "locked" where it should wait.
  tags: ['sqlite', 'sqlite_unlock_notify'],
  ldflags: `-X main.Version=${VERSION.slice(1)}`,
  cgo: true,
  // It is built without what it would carry in itself.
  folders: ['templates', 'options', 'public'],
});
