/** What the kernel lets us put around a process beside Node's permission model. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface Walls {
  /** Words before the command. */
  readonly prefix: readonly string[];
  /** Has it a network of its own, with nobody in it (but for `hasNetwork`), and sees no process but itself? */
  readonly isCutOff: boolean;
  readonly hasNetwork?: boolean;
  /** Does the kernel end it with us, whatever it does meanwhile? */
  readonly endsWithUs: boolean;
}

const NONE: Walls = { prefix: [], isCutOff: false, endsWithUs: false };
const WITH_US = ['setpriv', '--pdeathsig', 'KILL'];
const CUT_OFF = ['unshare', '--net', '--ipc', '--pid', '--fork', '--kill-child'];
/** Who is not root becomes so in a user namespace, where that is allowed. */
const ROOTLESS = ['unshare', '--user', '--map-root-user'];

let found: Promise<Walls> | undefined;

/** Tries what there is, best first, once a process. */
export function findWalls(): Promise<Walls> {
  return (found ??= process.platform === 'linux' ? firstThatWorks() : Promise.resolve(NONE));
}

async function firstThatWorks(): Promise<Walls> {
  const first = process.getuid?.() === 0 ? [] : ROOTLESS;
  const candidates: readonly Walls[] = [
    { prefix: [...first, ...WITH_US, ...CUT_OFF], isCutOff: true, endsWithUs: true },
    { prefix: WITH_US, isCutOff: false, endsWithUs: true },
  ];
  for (const one of candidates) if (await works(one.prefix)) return one;
  return NONE;
}

async function works([program = '', ...args]: readonly string[]): Promise<boolean> {
  try {
    await promisify(execFile)(program, [...args, 'true'], { timeout: 5_000 });
    return true;
  } catch {
    return false; // No such program, or not allowed here: said where plugins are listed.
  }
}

/** For a plugin that declares to open connections by itself: the network stays. */
export function withNetwork(walls: Walls): Walls {
  return { ...walls, prefix: walls.prefix.filter((word) => word !== '--net'), hasNetwork: true };
}

/** For whoever looks what holds a plugin. */
export function wallWords({ isCutOff, hasNetwork, endsWithUs }: Walls): readonly string[] {
  return [
    ...(isCutOff && hasNetwork !== true ? ['no network'] : []),
    ...(isCutOff ? ['sees no other process'] : []),
    ...(endsWithUs ? ['ends with the server'] : []),
  ];
}
