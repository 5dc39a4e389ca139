import { startFailure, type ServiceSidecar } from '@turnpike/sdk';
import { execOutput, lastWords } from '../engine/exec-output.js';
import type { Engine } from '../engine/engine.js';

const PAUSE_MS = 200;

/** Waits until a service answers. Throws StartFailure, and the reason of `signal`. */
export async function untilReady(
  engine: Engine,
  job: string,
  { service, id }: { readonly service: ServiceSidecar; readonly id: string },
  { seconds, signal }: { readonly seconds: number; readonly signal: AbortSignal },
): Promise<void> {
  const until = performance.now() + seconds * 1_000;
  while (!(await answers(engine, job, service, id))) {
    signal.throwIfAborted();
    const found = await engine.inspect(id);
    const why = !found?.State.Running
      ? `ended with ${found?.State.ExitCode ?? 'nothing'} before it was ready`
      : performance.now() > until
        ? `was not ready within ${seconds} seconds`
        : undefined;
    if (why !== undefined) {
      const said = await lastWords(engine, id);
      throw startFailure(
        'user',
        `The service ${service.name} ${why}.${said && ` It said: ${said}`}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

async function answers(
  engine: Engine,
  job: string,
  { ready, ports }: ServiceSidecar,
  id: string,
): Promise<boolean> {
  const found = await engine.inspect(id);
  if (!found?.State.Running) return false;
  if (ready !== undefined) return succeeds(engine, id, ready);
  return ports.length === 0 || listens(engine, job, ports);
}

/** Without a shell in its image nobody can ask, and it never answers. */
async function succeeds(engine: Engine, id: string, ready: string): Promise<boolean> {
  const script = '(eval "$1") >/dev/null 2>&1 && echo yes';
  // It may not run yet, or not any more: whoever asks looks next.
  const said = await execOutput(engine, id, ['sh', '-c', script, 'ready', ready]).catch(() => '');
  return said.includes('yes');
}

/** Asks the kernel: a connection would be one more that the service has to log. */
async function listens(engine: Engine, job: string, ports: readonly number[]): Promise<boolean> {
  const command = ['sh', '-c', 'cat /proc/net/tcp /proc/net/tcp6 2>/dev/null'];
  const table = await execOutput(engine, job, command).catch(() => '');
  const open = new Set(
    [...table.matchAll(/:([0-9A-F]{4}) [0-9A-F]+:0000 0A /gu)].map(([, port]) =>
      Number.parseInt(port ?? '', 16),
    ),
  );
  return ports.every((port) => open.has(port));
}
