/** What the kernel holds a container to, as it is told inside of it. `max`: nothing. */
export interface HeldLimits {
  readonly memoryBytes: number | 'max' | undefined;
  /** Memory and swap together. */
  readonly swapBytes: number | 'max' | undefined;
  readonly cpus: number | 'max' | undefined;
  readonly pids: number | 'max' | undefined;
  readonly shmBytes: number | undefined;
}

/** Plain sh, for whatever image: a line each, version 2 of cgroups first. */
export const READ_LIMITS = `
say() { name=$1; shift; for file; do [ -r "$file" ] && { read -r value <"$file"; echo "$name $value"; return; }; done; }
one=/sys/fs/cgroup two=/sys/fs/cgroup
say memory $two/memory.max $one/memory/memory.limit_in_bytes
say swap2 $two/memory.swap.max
say swap1 $one/memory/memory.memsw.limit_in_bytes
say pids $two/pids.max $one/pids/pids.max
say cpu2 $two/cpu.max
say quota $one/cpu/cpu.cfs_quota_us
say period $one/cpu/cpu.cfs_period_us
while read -r _ place _ options _; do
  [ "$place" = /dev/shm ] && echo "shm $options"
done </proc/mounts
`;

/** Reads what `READ_LIMITS` has said. */
export function readLimits(said: string): HeldLimits {
  const told = new Map(
    said.split(/\r?\n/u).map((line) => {
      const [name = '', ...rest] = line.trim().split(' ');
      return [name, rest.join(' ')] as const;
    }),
  );
  const memoryBytes = amountOf(told.get('memory'));
  return {
    memoryBytes,
    swapBytes: swapOf(told, memoryBytes),
    cpus: cpusOf(told),
    pids: amountOf(told.get('pids')),
    shmBytes: shmOf(told.get('shm')),
  };
}

type Told = ReadonlyMap<string, string>;
/** Version 1 has a number for "none": all pages there can be. */
const ENDLESS = 2 ** 60;

function amountOf(text: string | undefined): number | 'max' | undefined {
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  return text === 'max' || value < 0 || value >= ENDLESS ? 'max' : value;
}

/** Version 2 counts swap alone. */
function swapOf(told: Told, memory: HeldLimits['memoryBytes']): HeldLimits['swapBytes'] {
  const alone = amountOf(told.get('swap2'));
  if (alone === undefined) return amountOf(told.get('swap1'));
  return alone === 'max' || typeof memory !== 'number' ? 'max' : memory + alone;
}

function cpusOf(told: Told): HeldLimits['cpus'] {
  const [quota, period] = told.get('cpu2')?.split(' ') ?? [told.get('quota'), told.get('period')];
  const most = amountOf(quota);
  return typeof most === 'number' ? most / Number(period) : most;
}

function shmOf(options: string | undefined): number | undefined {
  const [, kib] = /(?:^|,)size=(\d+)k/u.exec(options ?? '') ?? [];
  return kib === undefined ? undefined : Number(kib) * 1_024;
}
