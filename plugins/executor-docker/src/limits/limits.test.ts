import { describe, expect, it } from 'vitest';
import { Config } from '../config.js';
import { readLimits } from './read-limits.js';
import { unheldLimits } from './unheld.js';

const { limits } = Config.parse({ limits: { memoryMiB: 64, cpus: 0.5, pids: 99, shmMiB: 32 } });
const SHM = 'shm rw,nosuid,nodev,noexec,relatime,size=32768k';
const V2 = `memory 67108864\nswap2 0\npids 99\ncpu2 50000 100000\n${SHM}\n`;
const V1 = `memory 67108864\nswap1 67108864\npids 99\nquota 50000\nperiod 100000\n${SHM}\n`;
const wrong = (said: string) => unheldLimits(limits, readLimits(said)).join('\n');

describe('limits as a container sees them', () => {
  it.each([V1, V2])('are read from either version of cgroups: %j', (said) => {
    expect(readLimits(said)).toEqual({
      memoryBytes: 67_108_864,
      swapBytes: 67_108_864,
      cpus: 0.5,
      pids: 99,
      shmBytes: 33_554_432,
    });
    expect(wrong(said)).toBe('');
  });

  it.each([
    [V2.replace('memory 67108864', 'memory max'), /memory \(64 MiB\) does not hold.*it is none/],
    [V1.replace('memory 67108864', 'memory 9223372036854771712'), /limit of memory.*it is none/],
    [V1.replace('memory 67108864', 'memory 134217728'), /limit of memory.*it is 128 MiB/],
    [V2.replace('swap2 0', 'swap2 max'), /limit of swap.*it is none/],
    [V1.replace(/swap1 \d+\n/, ''), /limit of swap.*the kernel tells of none/],
    [V2.replace('cpu2 50000', 'cpu2 max'), /processors \(0.5\).*it is none/],
    [V1.replace('quota 50000', 'quota -1'), /processors.*it is none/],
    [V1.replace('pids 99', 'pids max'), /processes \(99\).*it is none/],
    [V1.replace('size=32768k', 'size=65536k'), /\/dev\/shm \(32 MiB\).*it is 64 MiB/],
    ['', /memory.*\n.*swap.*\n.*processors.*\n.*processes.*\n.*shm/],
  ])('that do not hold are told: %j', (said, words) => expect(wrong(said)).toMatch(words));

  it('that nobody set are not missed', () => {
    const none = Config.parse({}).limits;
    const said = V2.replace('67108864', 'max')
      .replace('50000', 'max')
      .replace('swap2 0', 'swap2 max');
    expect(unheldLimits({ ...none, pids: 99, shmMiB: 32 }, readLimits(said))).toEqual([]);
  });
});
