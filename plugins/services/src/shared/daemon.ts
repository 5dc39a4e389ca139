import {
  defineService,
  type KeyChoice,
  type Plugin,
  type ServiceDefinition,
  type ServiceSidecar,
  type ShellBuilder,
} from '@turnpike/sdk';
import { q, shellEscape } from '@turnpike/sdk/shell';

/** A service that is one daemon on one port. */
export interface Daemon {
  readonly id: string;
  readonly summary: string;
  readonly aliases?: readonly string[];
  /** The value under `services` that the configuration language knows. */
  readonly yml?: KeyChoice;
  /** Name of the unit, when it is not the id. */
  readonly unit?: string;
  readonly port?: number;
  /** Its command, for machines without an init system. */
  readonly command?: readonly string[];
  readonly sidecar?: Omit<ServiceSidecar, 'name'>;
}

const flags = { echo: true, timing: true } as const;

/** Starts a unit by the init system; without one, by its init script or as a process of the job. */
export function startUnit(
  sh: ShellBuilder,
  unit: string,
  port?: number,
  command: readonly string[] = [],
): void {
  const name = shellEscape(unit);
  sh.if('"$TRAVIS_INIT" == upstart', () =>
    sh.cmd(`service ${name} start`, { ...flags, sudo: true }),
  )
    .elif('"$TRAVIS_INIT" == systemd', () =>
      sh.cmd(`systemctl start ${name}`, { ...flags, sudo: true }),
    )
    .else(() =>
      sh.cmd(q`travis_start_service ${unit} ${port ?? ''} ${command}`, {
        ...flags,
        echo: `start ${name}`,
      }),
    );
}

/** A service of this shape. It never fails a job: what needs it will. */
export function defineDaemon(daemon: Daemon): ServiceDefinition & Plugin {
  const { id, summary, aliases, yml, port, command, sidecar } = daemon;
  return defineService({
    id,
    summary,
    ...(aliases ? { aliases } : {}),
    ...(yml ? { yml } : {}),
    ...(sidecar ? { sidecar } : {}),
    start: (sh) => startUnit(sh, daemon.unit ?? id, port, command),
    ...(port
      ? { ready: (sh: ShellBuilder) => sh.cmd(q`travis_wait_port ${id} ${port}`, { echo: false }) }
      : {}),
  });
}
