import type {
  BuildNotice,
  Notifier,
  NotifierDefaults,
  NotifierEntry,
  Plugin,
  Target,
} from '@turnpike/core/contracts';
import { buildNotice } from '../testing/build-notice.js';
import { describeChecks } from './checks.js';
import { notifierChecks } from './notifier-checks.js';
import { startReceivingService, type ReceivingService } from './receiving-service.js';

/** A notifier to check. @stable */
export interface NotifierSubject {
  /** The notifier. */
  readonly notifier: Notifier;
  /** An entry whose receivers can be reached in this test. */
  readonly entry: NotifierEntry;
  /** How many messages arrived so far; needed where they go elsewhere than to the suite's service. */
  received?(): Promise<number> | number;
  /** A target whose service is not there: worth another try. */
  readonly unreachable?: Target;
  /** Closes what its receivers were. */
  dispose(): Promise<void>;
}

/** What a check of a notifier knows. */
export interface NotifierCase extends NotifierSubject {
  readonly name: string;
  readonly defaults: NotifierDefaults;
  /** Where it is known, what the plugin adds to the configuration language is looked at too. */
  readonly plugin: Plugin | undefined;
  readonly service: ReceivingService;
  readonly notice: BuildNotice;
}

/**
 * What every notifier must do. `declared`: the plugin, or its static part alone. `create` gets a service on this
 * machine: where the entry's receivers are addresses of it, the suite sees what is sent and how its refusals are taken. @stable
 */
export function notifierConformance(
  name: string,
  declared: NotifierDefaults | Plugin,
  create: (service: ReceivingService) => Promise<NotifierSubject>,
): void {
  describeChecks(`notifier ${name}`, name, notifierChecks, () => makeCase(name, declared, create));
}

/** One subject with the service that it may send to. */
export async function makeCase(
  name: string,
  declared: NotifierDefaults | Plugin,
  create: (service: ReceivingService) => Promise<NotifierSubject>,
): Promise<{ readonly subject: NotifierCase; dispose(): Promise<void> }> {
  const plugin = 'definition' in declared ? declared : undefined;
  const defaults = 'definition' in declared ? declared.definition.notifier : declared;
  if (!defaults) throw new Error(`${name} declares no notifier.`);
  const service = await startReceivingService();
  const subject = await create(service);
  return {
    subject: { ...subject, name, defaults, plugin, service, notice: buildNotice() },
    async dispose() {
      await subject.dispose();
      await service.stop();
    },
  };
}
