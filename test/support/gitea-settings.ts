/** The settings that a Gitea of the tests is started with. */
interface Where {
  readonly folder: string;
  /** Its texts are beside the program. */
  readonly tool: string;
  readonly port: number;
  readonly sshPort: number;
}

/** `app.ini`. The program writes its secrets into it. */
export function giteaSettings({ folder, tool, port, sshPort }: Where): string {
  const settings: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>> = {
    '': { RUN_MODE: 'prod', WORK_PATH: folder },
    server: {
      HTTP_ADDR: '127.0.0.1',
      HTTP_PORT: port,
      ROOT_URL: `http://127.0.0.1:${port}/`,
      STATIC_ROOT_PATH: tool,
      START_SSH_SERVER: true,
      BUILTIN_SSH_SERVER_USER: 'git',
      SSH_DOMAIN: '127.0.0.1',
      SSH_LISTEN_HOST: '127.0.0.1',
      SSH_PORT: sshPort,
      SSH_LISTEN_PORT: sshPort,
      // Else it makes an RSA key of 4,096 bits first.
      SSH_SERVER_HOST_KEYS: 'ssh/host.ed25519',
      OFFLINE_MODE: true,
      LFS_START_SERVER: false,
    },
    database: { DB_TYPE: 'sqlite3', PATH: `${folder}/gitea.db` },
    repository: { ROOT: `${folder}/repositories` },
    security: {
      INSTALL_LOCK: true,
      SECRET_KEY: 'made-up',
      PASSWORD_HASH_ALGO: 'pbkdf2$1000$50',
    },
    // Deliveries go at once, not with the next look of a growing pause.
    queue: { TYPE: 'channel' },
    webhook: { ALLOWED_HOST_LIST: 'loopback' },
    oauth2: { JWT_SIGNING_ALGORITHM: 'ES256' },
    actions: { ENABLED: false },
    'cron.update_checker': { ENABLED: false },
    log: { MODE: 'console', LEVEL: 'error' },
  };
  return Object.entries(settings)
    .map(([name, values]) => section(name, values))
    .join('\n');
}

function section(
  name: string,
  values: Readonly<Record<string, string | number | boolean>>,
): string {
  const lines = Object.entries(values).map(([key, value]) => `${key} = ${value}\n`);
  return `${name === '' ? '' : `[${name}]\n`}${lines.join('')}`;
}
