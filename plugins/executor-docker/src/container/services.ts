import { startFailure, type InstanceSpec, type ServiceSidecar } from '@turnpike/sdk';
import type { Engine } from '../engine/engine.js';
import { unframe } from '../engine/frames.js';

const PAUSE_MS = 500;

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
      const words = (await lastWords(engine, id)).trim();
      throw startFailure(
        'user',
        `The service ${service.name} ${why}.${words && ` It said: ${words}`}`,
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
  if (ready !== undefined) return succeeds(engine, id, ['sh', '-c', ready]);
  return ports.length === 0 || listens(engine, job, ports);
}

async function succeeds(engine: Engine, id: string, command: readonly string[]): Promise<boolean> {
  try {
    return (
      await output(engine, id, [
        'sh',
        '-c',
        '"$@" >/dev/null 2>&1 && echo yes',
        'ready',
        ...command,
      ])
    ).includes('yes');
  } catch {
    // It may not run yet, or not any more: whoever asks looks next.
    return false;
  }
}

/** Asks the kernel: a connection would be one more that the service has to log. */
async function listens(engine: Engine, job: string, ports: readonly number[]): Promise<boolean> {
  const command = ['sh', '-c', 'cat /proc/net/tcp /proc/net/tcp6 2>/dev/null'];
  const table = await output(engine, job, command).catch(() => '');
  const open = new Set(
    [...table.matchAll(/:([0-9A-F]{4}) [0-9A-F]+:0000 0A /gu)].map(([, port]) =>
      Number.parseInt(port ?? '', 16),
    ),
  );
  return ports.every((port) => open.has(port));
}

async function output(engine: Engine, id: string, command: readonly string[]): Promise<string> {
  const socket = await engine.exec(id, command);
  const blocks: Uint8Array[] = [];
  for await (const block of unframe(socket)) blocks.push(block);
  return Buffer.concat(blocks).toString();
}

async function lastWords(engine: Engine, id: string): Promise<string> {
  try {
    const query = { stdout: true, stderr: true, tail: 50 };
    const stream = await engine.wire.stream({ path: `/containers/${id}/logs`, query });
    const blocks: Uint8Array[] = [];
    for await (const block of unframe(stream)) blocks.push(block);
    return Buffer.concat(blocks).toString().slice(-2_000);
  } catch {
    // The reason itself says more.
    return '';
  }
}
