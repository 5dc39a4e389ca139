import type {
  Build,
  JsonObject,
  JsonValue,
  NotifierDefaults,
  NotifyEvent,
  NotifyRule,
} from '@turnpike/sdk';
import type { StoreTransaction } from '@turnpike/sdk/store';

/** By a VCS provider's id, the notifiers that have something to say to its repositories. */
export type NotifiersFor = (provider: string) => readonly NotifierDefaults[];

/** A row to write: which entry of the configuration, -1 for none. */
export interface Notice {
  readonly notifier: string;
  readonly entry: number;
  readonly config: JsonObject;
}

/** Writes one row a notifier entry that wants to hear of this; in the transaction of the change itself. */
export async function notifyBuild(
  tx: StoreTransaction,
  build: Build,
  event: NotifyEvent,
  notifiers: NotifiersFor,
): Promise<void> {
  const { id: buildId, repositoryId } = build;
  const provider = (await tx.repositories.get(repositoryId))?.vcsProvider ?? '';
  const notices = notifiers(provider).flatMap((notifier) => noticesOf(notifier, build, event));
  const rows = await tx.notifications.insert(
    notices.map((notice) => ({ ...notice, buildId, repositoryId, event, target: null })),
  );
  for (const { id: notificationId } of rows)
    tx.emit('notification:created', { notificationId, buildId, repositoryId });
}

/** Entries of one notifier that want to hear of this event. Pure. */
export function noticesOf(
  notifier: NotifierDefaults,
  build: Build,
  event: NotifyEvent,
): readonly Notice[] {
  if (!notifier.events.includes(event)) return [];
  if (build.autoCanceledBy !== null && notifier.autoCanceled === false) return [];
  return entriesOf(notifier, build.config['notifications'])
    .filter(({ config }) => wantsPullRequest(notifier, build, config))
    .filter(({ config }) => isWanted(ruleOf(notifier, build, event, config), build, event))
    .map(({ entry, config }) => ({ notifier: notifier.id, entry, config }));
}

interface Entry {
  readonly entry: number;
  readonly config: JsonObject;
}

/**
 * What the configuration says of a notifier. The compiler writes each kind as a list of maps; `false` and
 * `enabled: false` switch off. Without entries only those that always apply are asked, by the common rules.
 */
function entriesOf(notifier: NotifierDefaults, notifications: JsonValue | undefined): Entry[] {
  const none = { entry: -1, config: {} };
  if (notifier.key === null) return [none];
  if (notifications === false) return [];
  const common = asMap(notifications);
  const given = common[notifier.key];
  if (given === false) return [];
  const list = given === undefined || given === null || given === true ? [] : asList(given);
  if (list.length === 0) return notifier.always ? [{ entry: -1, config: commonRules(common) }] : [];
  return list
    .map((config, entry) => ({ entry, config: asMap(config) }))
    .filter(({ config }) => config['enabled'] !== false && config['disabled'] !== true);
}

const RULE_KEYS = ['on_success', 'on_failure', 'on_start', 'on_cancel', 'on_error'] as const;
type RuleKey = (typeof RULE_KEYS)[number];

function commonRules(map: JsonObject): JsonObject {
  return Object.fromEntries(
    RULE_KEYS.flatMap((key) => (map[key] === undefined ? [] : [[key, map[key]]])),
  );
}

function asMap(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : {};
}

function asList(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [value];
}

function wantsPullRequest(notifier: NotifierDefaults, build: Build, config: JsonObject): boolean {
  if (build.eventType !== 'pull_request') return true;
  const own = config['on_pull_requests'];
  return typeof own === 'boolean' ? own : notifier.pullRequests;
}

/** Which rule decides (travis-services facts 7.2). */
function ruleKey(build: Build, event: NotifyEvent): RuleKey {
  if (event === 'started') return 'on_start';
  if (build.state === 'passed') return 'on_success';
  if (build.state === 'failed') return 'on_failure';
  return build.state === 'errored' ? 'on_error' : 'on_cancel';
}

const DEFAULTS = {
  on_success: 'onSuccess',
  on_failure: 'onFailure',
  on_start: 'onStart',
  on_cancel: 'onCancel',
  on_error: 'onError',
} as const satisfies Record<RuleKey, keyof NotifierDefaults>;

function ruleOf(
  notifier: NotifierDefaults,
  build: Build,
  event: NotifyEvent,
  config: JsonObject,
): NotifyRule {
  const key = ruleKey(build, event);
  const given = config[key];
  if (given === true || given === 'always') return 'always';
  if (given === false || given === 'never') return 'never';
  if (given === 'change' || given === 'changed') return 'change';
  return notifier[DEFAULTS[key]];
}

/** `change`: a success after no success, a failure after a success, and either after nothing. */
function isWanted(rule: NotifyRule, build: Build, event: NotifyEvent): boolean {
  if (rule !== 'change') return rule === 'always';
  if (event === 'started' || build.previousState === null) return true;
  return (build.state === 'passed') !== (build.previousState === 'passed');
}
