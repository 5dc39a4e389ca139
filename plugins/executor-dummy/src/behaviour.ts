import { z, type JobPayload } from '@turnpike/sdk';

/** What a pretended run does. */
export const behaviour = z.strictObject({
  exit: z.coerce.number().int().min(0).max(255).default(0).describe('Exit code of the script.'),
  delayMs: z.coerce.number().nonnegative().default(0).describe('Time from start to end.'),
  output: z.string().default('hi\n').describe('Written at the start; `\\n` stands for a line end.'),
  lines: z.coerce.number().int().nonnegative().default(0).describe('Numbered lines after that.'),
  crash: z
    .enum(['', 'start-user', 'start-platform', 'lost'])
    .default('')
    .describe('Does not start, by whose fault; or the instance vanishes at the end.'),
});
export type Behaviour = z.infer<typeof behaviour>;

const VARIABLE = /(?:^|\s)TURNPIKE_DUMMY_([A-Z_]+)=("[^"]*"|'[^']*'|\S*)/g;

/** Variables of the job (`TURNPIKE_DUMMY_EXIT=1`, `…_DELAY_MS`, `…_OUTPUT`, `…_LINES`, `…_CRASH`) over defaults. */
export function behaviourOf(payload: JobPayload, defaults: Behaviour): Behaviour {
  const given: Record<string, string> = {};
  for (const line of variableLines(payload)) {
    for (const [, name = '', value = ''] of line.matchAll(VARIABLE)) {
      given[camelCase(name)] = value.replace(/^(["'])(.*)\1$/, '$2').replaceAll('\\n', '\n');
    }
  }
  return behaviour.parse({ ...defaults, ...given });
}

function variableLines(payload: JobPayload): readonly string[] {
  const settings = (payload.env_vars ?? []).map(({ name, value }) => `${name}=${value}`);
  const { global_env: global, env } = payload.config;
  return [...settings, ...strings(global), ...strings(env)];
}

/** Every text in it; of a mapping its entries as `KEY=value`. */
function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'object' ? strings(inner) : [`${name}=${String(inner)}`],
  );
}

function camelCase(name: string): string {
  return name.toLowerCase().replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}
