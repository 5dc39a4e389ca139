/** `config/docker/Dockerfile`, read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.js';

export interface Instruction {
  readonly name: string;
  readonly text: string;
}
export interface Stage {
  readonly name: string;
  readonly from: string;
  readonly steps: readonly Instruction[];
}

function instructions(text: string): readonly Instruction[] {
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .replaceAll(/\\\n\s*/g, ' ');
  return lines.split('\n').map((line) => {
    const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    return { name, text: rest };
  });
}

function stagesOf(all: readonly Instruction[]): readonly Stage[] {
  const starts = all.flatMap(({ name }, i) => (name === 'FROM' ? [i] : []));
  return starts.map((start, i) => {
    const [, from = '', name = ''] = /^(\S+) AS (\S+)$/.exec(all[start]!.text) ?? [];
    return { name, from, steps: all.slice(start + 1, starts[i + 1]) };
  });
}

/** All of its instructions, and the stages that they make. */
export function readDockerfile(): {
  readonly all: readonly Instruction[];
  readonly stages: readonly Stage[];
} {
  const all = instructions(readFileSync(join(root, 'config/docker/Dockerfile'), 'utf8'));
  return { all, stages: stagesOf(all) };
}

/** The last instruction of this name in a stage; empty where there is none. */
export const lastOf = ({ steps }: Stage, name: string): string =>
  steps.findLast((one) => one.name === name)?.text ?? '';
