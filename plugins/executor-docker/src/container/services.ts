import { startFailure, type InstanceSpec, type ServiceSidecar } from '@turnpike/sdk';
import { lastWords } from '../engine/exec-output.js';
import type { Engine } from '../engine/engine.js';

/** The container of a service. */
export interface RunningService {
  readonly name: string;
  readonly id: string;
}

/** They share one localhost: a port has one listener. Throws StartFailure. */
export function checkPorts(services: InstanceSpec['services']): void {
  const owners = new Map<number, string>();
  for (const { name, ports } of services) {
    for (const port of ports) {
      const other = owners.get(port);
      owners.set(port, name);
      if (other === undefined) continue;
      throw startFailure(
        'user',
        `The services ${other} and ${name} both want port ${port}, and all services of a job are on its localhost. Leave one out.`,
      );
    }
  }
}

/**
 * Makes the services one after the other and waits for all at once: each takes its time alone. Throws StartFailure, and
 * the reason of `signal`.
 */
export async function startServices(
  services: readonly ServiceSidecar[],
  steps: {
    make(service: ServiceSidecar): Promise<string>;
    ready(service: ServiceSidecar, id: string): Promise<void>;
  },
): Promise<readonly RunningService[]> {
  const made: { readonly service: ServiceSidecar; readonly id: string }[] = [];
  for (const service of services) made.push({ service, id: await steps.make(service) });
  await Promise.all(made.map(({ service, id }) => steps.ready(service, id)));
  return made.map(({ service: { name }, id }) => ({ name, id }));
}

/** What of them does not run any more, in words for the log; empty: all do. Asked while nobody has ended them. */
export async function deathsOf(
  engine: Engine,
  services: readonly RunningService[],
): Promise<readonly string[]> {
  const told = await Promise.all(services.map((service) => deathOf(engine, service)));
  return told.filter((words) => words !== undefined);
}

async function deathOf(engine: Engine, { name, id }: RunningService): Promise<string | undefined> {
  // An engine that is away is told elsewhere.
  const found = await engine.inspect(id).catch(() => undefined);
  if (!found || found.State.Running) return undefined;
  const { ExitCode, OOMKilled } = found.State;
  const why = OOMKilled ? 'ran out of memory' : `ended with ${ExitCode}`;
  const said = await lastWords(engine, id);
  return `The service ${name} ${why} while the job ran.${said && ` It said: ${said}`}`;
}
