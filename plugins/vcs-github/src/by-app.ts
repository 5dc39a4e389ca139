/** Where an app reaches the repository, nothing is set up at it: the app's own webhook tells of all its repositories. */
import { InputError, type HookHealth, type HostInstallation, type RepoAccess } from '@turnpike/sdk';
import { nameOf, type Clients } from './client.js';
import { hookHealth, removeHook, testHook, writeHook } from './hooks.js';

/** null: it has to be set up. */
async function reached(clients: Clients, r: RepoAccess): Promise<HostInstallation | null> {
  const found = await clients.app.reaches(r, nameOf(r));
  return found && !found.installation.suspended ? found.installation : null;
}

export async function healthByApp(
  clients: Clients,
  r: RepoAccess,
  url: string,
): Promise<HookHealth | undefined> {
  if (!(await reached(clients, r))) return hookHealth(clients.of(r), url);
  return { active: true, lastStatus: null, lastAt: null, problem: null };
}

export async function installByApp(
  clients: Clients,
  r: RepoAccess,
  hook: { readonly url: string; readonly secret: string },
): Promise<string> {
  const found = await reached(clients, r);
  return found ? `The app ${found.app} tells of pushes.` : writeHook(clients.of(r), hook);
}

export async function removeByApp(
  clients: Clients,
  r: RepoAccess,
  url: string,
): Promise<string | undefined> {
  return (await reached(clients, r)) ? undefined : removeHook(clients.of(r), url);
}

export async function testByApp(clients: Clients, r: RepoAccess, url: string): Promise<string> {
  const found = await reached(clients, r);
  if (!found) return testHook(clients.of(r), url);
  throw new InputError('TURNPIKE_INPUT_INVALID', 'The app tells of pushes, not a webhook.', {
    wayOut: `Its deliveries are at GitHub on the page of the app ${found.app}, “Advanced”.`,
  });
}
