/** The serving side of a service contract: one POST route a method. */
import type { z } from 'zod';
import { InputError, NotAllowedError, TurnpikeError } from '../contracts/errors.js';
import type { HttpExchange, Principal, Route } from '../contracts/http.js';
import type {
  MethodContract,
  ServiceCaller,
  ServiceContract,
  ServiceOf,
} from '../contracts/service.js';
import { VERSION_HEADER, checkVersion } from './service-version.js';

type Method = (input: unknown, caller?: ServiceCaller) => Promise<unknown>;
/** Payloads with their scripts and configuration are larger than what people send. */
const BODY_LIMIT_BYTES = 8 * 1_048_576;

export function servicePath(contract: ServiceContract, method: string): string {
  return `/rpc/v1/${contract.name}/${method}`;
}

/**
 * `POST /rpc/v1/<service>/<method>`, input and output checked by the contract. A role may call everything;
 * a run token only methods that allow it, and only for its own run.
 */
export function serviceRoutes<C extends ServiceContract>(
  contract: C,
  implementation: ServiceOf<C>,
): Route[] {
  return Object.entries(contract.methods).map(([name, method]) => ({
    method: 'POST',
    path: servicePath(contract, name),
    allow: [...new Set([...method.allow, 'role' as const])],
    bodyLimitBytes: BODY_LIMIT_BYTES,
    ratePerMinute: 0,
    audit: false,
    handle: (exchange) => serve(contract, name, method, implementation, exchange),
  }));
}

async function serve<C extends ServiceContract>(
  contract: C,
  name: string,
  method: MethodContract,
  implementation: ServiceOf<C>,
  exchange: HttpExchange,
) {
  checkVersion(contract, exchange.headers[VERSION_HEADER]);
  const input = readInput(contract, name, method, await exchange.json());
  const caller = callerOf(exchange.principal, input);
  // Called as a member: implementations may be objects with state.
  const output = await (implementation as Record<string, Method>)[name]?.(input, caller);
  return {
    status: 200,
    headers: { [VERSION_HEADER]: contract.version },
    body: { output: writeOutput(contract, name, method, output) },
  };
}

function readInput(contract: ServiceContract, name: string, method: MethodContract, body: unknown) {
  const parsed = method.input.safeParse((body as { input?: unknown } | null)?.input);
  if (parsed.success) return parsed.data;
  throw new InputError(
    'TURNPIKE_INPUT_INVALID',
    `The input of ${contract.name}.${name} is wrong.`,
    {
      problems: problemsOf(parsed.error),
    },
  );
}

function writeOutput(
  contract: ServiceContract,
  name: string,
  method: MethodContract,
  output: unknown,
) {
  const parsed = method.output.safeParse(output);
  if (parsed.success) return parsed.data;
  throw new TurnpikeError('TURNPIKE_INTERNAL', `The output of ${contract.name}.${name} is wrong.`, {
    problems: problemsOf(parsed.error),
  });
}

/** Throws NotAllowedError where a run token names another run than its own. */
function callerOf(principal: Principal, input: unknown): ServiceCaller {
  if (principal.kind === 'worker' && principal.worker)
    return { kind: 'worker', worker: principal.worker };
  if (principal.kind !== 'run') return { kind: principal.kind };
  const { jobId, run } = (input ?? {}) as { jobId?: unknown; run?: unknown };
  if (jobId !== principal.jobId || run !== principal.run) {
    throw new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'This token is of another run.');
  }
  return { kind: 'run', run: { jobId: principal.jobId, run: principal.run } };
}

export function problemsOf(error: z.ZodError): string[] {
  return error.issues
    .slice(0, 20)
    .map((issue) => `${issue.path.map(String).join('.') || 'input'}: ${issue.message}`);
}
