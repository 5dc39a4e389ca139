/** Several faults as one error: everything wrong with a boot is said at once. */
import { TurnpikeError, type ErrorCode } from '../contracts/errors.js';
import type { BootStep } from '../contracts/host.js';

/** `config/default.yml:12 http.prot is not a known key. Did you mean "port"?` and the way out. */
export function describeProblem(problem: TurnpikeError): string {
  const { file, line, column, wayOut } = problem.details;
  const at = [file, line, column].filter((part) => part !== undefined).join(':');
  const head = `${problem.code}${at === '' ? '' : ` ${at}`}: ${problem.message}`;
  return wayOut === undefined ? head : `${head}\n  → ${wayOut}`;
}

/** One error for all. It has their common code, or TURNPIKE_BOOT_FAILED. `details.problems` holds each. */
export function joinProblems(problems: readonly TurnpikeError[]): TurnpikeError {
  const [first] = problems;
  if (first && problems.length === 1) return first;
  const codes = new Set(problems.map((problem) => problem.code));
  const code: ErrorCode = first && codes.size === 1 ? first.code : 'TURNPIKE_BOOT_FAILED';
  const text = problems.map((problem) => describeProblem(problem).replaceAll('\n', '\n  '));
  return new TurnpikeError(code, `${problems.length} problems:\n- ${text.join('\n- ')}`, {
    problems: problems.map((problem) => problem.toJSON()),
  });
}

/** A plugin's fault in a phase of its life, with its name. */
export function pluginFailed(plugin: string, phase: string, cause: unknown): TurnpikeError {
  if (cause instanceof TurnpikeError && cause.details.plugin === plugin) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  const known = cause instanceof TurnpikeError ? cause : undefined;
  return new TurnpikeError(
    known?.code ?? 'TURNPIKE_PLUGIN_FAILED',
    `Plugin ${plugin} failed to ${phase}: ${why}`,
    {
      ...known?.details,
      plugin,
      phase,
      wayOut:
        known?.details.wayOut ?? `Correct it, or remove ${plugin} from \`plugins\` or \`run\`.`,
    },
    cause,
  );
}

/** What was done and how long it took, indented by plugin; printed when a boot fails. */
export function bootTree(steps: readonly BootStep[]): string {
  const plugins = [...new Set(steps.map((step) => step.plugin))];
  return plugins
    .map((plugin) => {
      const own = steps.filter((step) => step.plugin === plugin);
      const total = own.reduce((sum, step) => sum + step.ms, 0);
      const phases = own.map((step) => `  ${step.phase} ${step.ms.toFixed(1)} ms`);
      return [`${plugin} ${total.toFixed(1)} ms`, ...phases].join('\n');
    })
    .join('\n');
}
