/** Resources that hold nothing nested. */
import type {
  ApiToken,
  BrowserSession,
  Cron,
  Delivery,
  EnvVar,
  JobRun,
  Notification,
  PluginSettings,
  Repository,
} from '@turnpike/sdk';
import { valueOf, type PluginSetting } from '../plugin-settings.js';
import { hrefs } from '../envelope/hrefs.js';
import { exactSpan, time, wholeTime } from '../envelope/times.js';
import { head, type Wire } from './render.js';

export function renderRun(run: JobRun, logRemoved: Wire | null): Wire {
  return {
    ...head('run', undefined, 'standard'),
    job_id: run.jobId,
    run: run.run,
    worker: run.worker,
    state: run.state,
    blame: run.blame,
    reason: run.reason,
    received_at: wholeTime(run.receivedAt),
    started_at: time(run.startedAt),
    finished_at: time(run.finishedAt),
    ...exactSpan(run),
    log_bytes: run.logBytes,
    log_lines: run.logLines,
    log_sealed: run.logSealed,
    log_removed: logRemoved,
  };
}

export function renderSetting(repository: Repository, name: string, writable: boolean): Wire {
  const permissions = { read: true, write: writable };
  const settings: Readonly<Record<string, unknown>> = { ...repository.settings };
  return {
    ...head('setting', hrefs.setting(repository.id, name), 'standard', permissions),
    name,
    value: settings[name] ?? null,
  };
}

export interface StoredSetting {
  readonly href: string;
  readonly stored: PluginSettings | undefined;
  readonly writable: boolean;
}

/** `href`: of the repository's or the owner's. `stored`: what was set of all. */
export function renderPluginSetting(
  setting: PluginSetting,
  { href, stored, writable }: StoredSetting,
): Wire {
  const { name, plugin, group, title, schema } = setting;
  const { description = '', default: usual } = schema;
  const permissions = { read: true, write: writable };
  return {
    ...head('setting', href, 'standard', permissions),
    name,
    value: valueOf(setting, stored),
    declared: { plugin, group, title, description, default: usual, schema },
  };
}

/** Sealed values are never opened here. */
export function renderEnvVar(variable: EnvVar): Wire {
  const href = hrefs.envVar(variable.repositoryId, variable.id);
  return {
    ...head('env_var', href, 'standard', { read: true, write: true }),
    id: String(variable.id),
    name: variable.name,
    public: variable.public,
    branch: variable.branch,
    value: variable.public ? variable.value : null,
    form: variable.form,
  };
}

export function renderCron(cron: Cron, repository: Repository, writable: boolean): Wire {
  const permissions = { read: true, delete: writable, start: writable && repository.active };
  return {
    ...head('cron', hrefs.cron(cron.id), 'standard', permissions),
    id: cron.id,
    repository: {
      ...head('repository', hrefs.repository(repository.id), 'minimal'),
      id: repository.id,
      name: repository.name,
      slug: repository.slug,
    },
    branch: {
      ...head('branch', hrefs.branch(repository.id, cron.branch), 'minimal'),
      name: cron.branch,
    },
    interval: cron.interval,
    dont_run_if_recent_build_exists: cron.skipIfRecent,
    active: cron.active,
    last_run: time(cron.lastRunAt),
    next_run: time(cron.active ? cron.nextRunAt : null),
    time_zone: cron.timeZone,
  };
}

/** `whole`: with what was sent, at its own address. */
export function renderDelivery(delivery: Delivery, whole: boolean): Wire {
  return {
    ...head('delivery', hrefs.delivery(delivery.id), whole ? 'standard' : 'minimal'),
    id: delivery.id,
    provider: delivery.provider,
    guid: delivery.guid,
    event: delivery.event,
    outcome: delivery.outcome,
    reason: delivery.reason,
    request_id: delivery.requestId,
    received_at: wholeTime(delivery.receivedAt),
    ...(whole ? { headers: delivery.headers, body: delivery.body } : {}),
  };
}

/** The target of a webhook may hold a secret in its path: only where it goes is shown. */
export function renderNotification(notification: Notification): Wire {
  const waits = notification.state === 'created' || notification.state === 'claimed';
  return {
    ...head('notification', undefined, 'standard'),
    id: notification.id,
    build_id: notification.buildId,
    event: notification.event,
    notifier: notification.notifier,
    target: shownTarget(notification.target),
    state: notification.state,
    attempts: notification.attempts,
    next_attempt_at: waits ? time(notification.nextAttemptAt) : null,
    reason: notification.reason,
    created_at: wholeTime(notification.createdAt),
    sent_at: time(notification.sentAt),
  };
}

function shownTarget(target: string | null): string | null {
  if (target === null || !URL.canParse(target) || !/^https?:/.test(target)) return target;
  return `${new URL(target).origin}/…`;
}

/** `current`: the one that asks. */
export function renderSession(session: BrowserSession, current: boolean): Wire {
  return {
    ...head('browser_session', undefined, 'standard'),
    id: session.id,
    created_at: wholeTime(session.createdAt),
    used_at: time(session.usedAt),
    expires_at: wholeTime(session.expiresAt),
    agent: session.agent,
    address: session.address,
    current,
  };
}

/** `plain`: only in the answer that makes it. */
export function renderToken(token: ApiToken, plain?: string): Wire {
  return {
    ...head('token', undefined, 'standard'),
    id: token.id,
    name: token.name,
    scopes: token.scopes,
    created_at: wholeTime(token.createdAt),
    used_at: time(token.usedAt),
    expires_at: time(token.expiresAt),
    ...(plain === undefined ? {} : { token: plain }),
  };
}
