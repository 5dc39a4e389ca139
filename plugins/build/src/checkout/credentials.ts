import type { ShellBuilder } from '@turnpike/sdk';
import { echoText, meantAsShell, shellEscape, type ShellText, text } from '@turnpike/sdk/shell';
import { createHash, createPublicKey } from 'node:crypto';
import type { Compilation } from '../context.js';
import { hasCustomKey, isInstallation, sourceHost, sourceUrl } from './git-options.js';

interface Key {
  readonly value: string;
  readonly source?: string | null;
}

function sshKey({ payload, config }: Compilation): Key | undefined {
  const key = payload.ssh_key;
  if (key?.value) return { value: key.encoded ? decode(key.value) : key.value, source: key.source };
  const inConfig = text(config['source_key']);
  return inConfig ? { value: decode(inConfig) } : undefined;
}

function decode(value: string): string {
  return Buffer.from(value, 'base64').toString('utf8');
}

/** MD5 of the public part, in the form that GitHub shows; undefined when the key cannot be read. */
function fingerprint(key: string): ShellText | undefined {
  try {
    const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
    return meantAsShell(
      createHash('md5')
        .update(der)
        .digest('hex')
        .replace(/..(?=.)/g, '$&:'),
    );
  } catch {
    return undefined; // not a key that Node can read: Travis shows no fingerprint either
  }
}

/** ssh looks below the home of the account, whatever HOME says: a job whose home is another one says it to git. */
const OWN_SSH_CONFIG =
  'if [[ "$(eval echo "~$(id -un)")" != "$HOME" && -z "$GIT_SSH_COMMAND" ]]; then export GIT_SSH_COMMAND="ssh -F $HOME/.ssh/config -o UserKnownHostsFile=$HOME/.ssh/known_hosts"; fi';

/** Of what is cloned by SSH: a host may have another name for it than for its pages. */
function sshHost(url = ''): string | undefined {
  const scp = /^[\w.-]+@([\w.-]+):(?!\/\/)/.exec(url)?.[1];
  if (scp !== undefined) return scp;
  return url.startsWith('ssh://') && URL.canParse(url) ? new URL(url).hostname : undefined;
}

/** Installs the job's SSH key for the checkout; the agent ends with the script. */
export function installSshKey(sh: ShellBuilder, ctx: Compilation): boolean {
  const key = sshKey(ctx);
  if (!key) return false;
  const print = fingerprint(key.value);
  sh.fold('ssh_key', () => {
    const from = key.source ? ` from: ${echoText(key.source.replace(/_/g, ' '))}` : '';
    sh.echo(`Installing SSH key${from}`);
    if (print) sh.echo(`Key fingerprint: ${print}`);
  });
  sh.mkdir('~/.ssh', { recursive: true, echo: false });
  sh.file('~/.ssh/id_rsa', key.value);
  sh.chmod('600', '~/.ssh/id_rsa', { echo: false });
  sh.raw('eval `ssh-agent` &>/dev/null');
  sh.raw('ssh-add ~/.ssh/id_rsa &>/dev/null');
  const clone = sshHost(ctx.payload.turnpike?.clone?.url);
  const host = clone ?? sourceHost(ctx.payload);
  if (clone !== undefined) sh.raw(OWN_SSH_CONFIG);
  sh.file('~/.ssh/config', `Host ${host}\n\tBatchMode yes\n\tStrictHostKeyChecking no\n`, {
    append: true,
  });
  return true;
}

interface Login {
  readonly host: string;
  readonly login: string;
  readonly password?: string;
}

function urlHost(url: string): string | undefined {
  return /^https?:\/\/(?:[^@/]*@)?([^/:]+)/.exec(url)?.[1];
}

function login({ payload, env }: Compilation): Login | undefined {
  const clone = payload.turnpike?.clone;
  if (clone?.password) {
    const host = urlHost(clone.url);
    return host
      ? { host, login: clone.username ?? 'x-access-token', password: clone.password }
      : undefined;
  }
  const host = sourceHost(payload);
  if (isInstallation(payload) && !hasCustomKey(payload) && env.installationToken) {
    return { host, login: 'travis-ci', password: env.installationToken };
  }
  return payload.prefer_https && payload.oauth_token
    ? { host, login: payload.oauth_token }
    : undefined;
}

export function netrcPath(os: string): string {
  return os === 'windows' ? '${TRAVIS_HOME}/_netrc' : '${TRAVIS_HOME}/.netrc';
}

/** Writes the login for an https clone to a netrc that only the job's user can read. */
export function writeNetrc(sh: ShellBuilder, ctx: Compilation): boolean {
  const entry = login(ctx);
  if (!entry || !/^https?:/.test(sourceUrl(ctx.payload))) return false;
  const path = netrcPath(ctx.os);
  const password = entry.password ? `\n  password ${entry.password}` : '';
  const content = `machine ${entry.host}\n  login ${entry.login}${password}`;
  sh.echo(`Using ${path} to clone repository.`);
  sh.raw(`(umask 077 && printf '%s\\n' ${shellEscape(content)} > ${path})`);
  return true;
}
