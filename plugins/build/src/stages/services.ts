import type { ServiceDefinition, ShellBuilder } from '@turnpike/sdk';
import { list, shellEscape, text, truthy } from '@turnpike/sdk/shell';
import type { Compilation } from '../context.js';
import type { Registry } from '../parts.js';

/** Names under `services:`, lower-cased, without repetition. */
export function wantedServices(ctx: Pick<Compilation, 'config'>): string[] {
  const names = list(ctx.config['services'])
    .filter(truthy)
    .map((name) => text(name).toLowerCase());
  return [...new Set(names)];
}

/** Starts each service through the init system; a service that fails to start fails nothing. */
export function startServices(sh: ShellBuilder, ctx: Compilation, registry: Registry): void {
  const names = wantedServices(ctx);
  if (names.length === 0 || ctx.os === 'windows') return;
  if (ctx.os !== 'linux') {
    sh.echo(`Services are not supported on ${shellEscape(ctx.os)}`, { ansi: 'red' });
    return;
  }
  sh.fold('services', () => {
    for (const name of names) startService(sh, ctx, registry.services.get(name) ?? { id: name });
  });
}

function startService(sh: ShellBuilder, ctx: Compilation, service: ServiceDefinition): void {
  if (service.start) service.start(sh, ctx);
  else startUnit(sh, service.unit?.(ctx) ?? service.id);
  service.ready?.(sh, ctx);
}

/** A unit that no plugin knows: by the init system, or by its init script. */
function startUnit(sh: ShellBuilder, unit: string): void {
  const name = shellEscape(unit);
  const flags = { echo: true, timing: true } as const;
  sh.if('"$TRAVIS_INIT" == upstart', () =>
    sh.cmd(`service ${name} start`, { ...flags, sudo: true }),
  )
    .elif('"$TRAVIS_INIT" == systemd', () =>
      sh.cmd(`systemctl start ${name}`, { ...flags, sudo: true }),
    )
    .else(() => sh.cmd(`travis_start_service ${name} ''`, { ...flags, echo: `start ${name}` }));
}
