import { InputError, type HookHealth } from '@turnpike/sdk';
import { hooksAt, type HookPayload } from './hooks.js';
import type { Place } from './place.js';

/** Without these nothing is built. */
const NEEDED = ['push', 'pull_request'];

/** The server keeps what became of deliveries to itself. */
export async function hookHealth(place: Place, url: string): Promise<HookHealth | undefined> {
  const [hook] = await hooksAt(place, url);
  if (!hook) return undefined;
  const active = hook.active !== false;
  return { active, lastStatus: null, lastAt: null, problem: problemOf(hook, active) };
}

function problemOf({ events }: HookPayload, active: boolean): string | null {
  if (!active) return 'The webhook is switched off.';
  const missing = NEEDED.filter((event) => !(events ?? []).includes(event));
  return missing.length === 0 ? null : `It does not tell of: ${missing.join(', ')}.`;
}

/** What comes is a push of the default branch from its head to its head. */
export async function testHook(place: Place, url: string): Promise<string> {
  const [hook] = await hooksAt(place, url);
  if (!hook)
    throw new InputError('TURNPIKE_INPUT_INVALID', `There is no webhook that sends to ${url}.`, {
      wayOut: 'Install it first.',
    });
  await place.api.send('POST', `${place.path}/hooks/${hook.id}/tests`);
  return `${place.api.server.name} was asked to send a test delivery to ${url}.`;
}
