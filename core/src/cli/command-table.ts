/** The commands of core, loaded when asked for. */
import type { Command } from 'commander';
import type { Session } from './run-cli.js';

export interface CommandModule {
  register(program: Command, session: Session): void;
}

const oldNames = () => import('./commands/old-names.js');

export const COMMANDS = {
  start: () => import('./commands/start.js'),
  repo: () => import('./commands/repo.js'),
  build: () => import('./commands/build.js'),
  artifacts: () => import('./commands/artifacts.js'),
  caches: () => import('./commands/caches.js'),
  cron: () => import('./commands/cron.js'),
  settings: () => import('./commands/settings.js'),
  env: () => import('./commands/env.js'),
  logs: () => import('./commands/logs.js'),
  plugin: () => import('./commands/plugin.js'),
  config: () => import('./commands/config.js'),
  db: () => import('./commands/db.js'),
  storage: () => import('./commands/storage.js'),
  backup: () => import('./commands/backup.js'),
  restore: () => import('./commands/restore.js'),
  user: () => import('./commands/user.js'),
  account: () => import('./commands/account.js'),
  owner: () => import('./commands/owner.js'),
  team: () => import('./commands/team.js'),
  sync: () => import('./commands/sync.js'),
  login: () => import('./commands/login.js'),
  logout: () => import('./commands/logout.js'),
  sshkey: () => import('./commands/sshkey.js'),
  token: () => import('./commands/token.js'),
  worker: () => import('./commands/worker.js'),
  audit: () => import('./commands/audit.js'),
  key: () => import('./commands/key.js'),
  secrets: () => import('./commands/secrets.js'),
  encrypt: () => import('./commands/encrypt.js'),
  doctor: () => import('./commands/doctor.js'),
  restart: async () => (await oldNames()).restart,
  cancel: async () => (await oldNames()).cancel,
  show: async () => (await oldNames()).showing,
  history: async () => (await oldNames()).history,
  whoami: async () => (await oldNames()).whoami,
} as const satisfies Record<string, () => Promise<CommandModule>>;

/** Those that have commands of their own and cost little to load: where a lone `restart` is looked for. */
export const GROUPS = [
  'repo',
  'build',
  'artifacts',
  'caches',
  'cron',
  'settings',
  'env',
  'user',
  'token',
] as const satisfies readonly (keyof typeof COMMANDS)[];

export function isBuiltIn(name: string): name is keyof typeof COMMANDS {
  return Object.hasOwn(COMMANDS, name);
}
