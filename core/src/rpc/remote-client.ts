/** The calling side of a service contract: an object that looks like the service itself. */
import { InputError, TurnpikeError } from '../contracts/errors.js';
import type { MethodContract, ServiceContract, ServiceOf } from '../contracts/service.js';
import { httpCall } from './http-call.js';
import { problemsOf, servicePath } from './service-routes.js';
import { VERSION_HEADER, checkVersion } from './service-version.js';

export interface RemoteOptions {
  /** Base address of the process that serves it, with its base path. */
  readonly url: string;
  /** Role secret, worker token or run token. A function where it may change. */
  readonly token: string | (() => string);
}

/**
 * Input is checked before it is sent and output before it is believed. Throws what the other side threw,
 * TimeoutError after the method's limit, TURNPIKE_REMOTE_UNAVAILABLE where nothing answers. Idempotent methods
 * are tried three times.
 */
export function remoteClient<C extends ServiceContract>(
  contract: C,
  options: RemoteOptions,
): ServiceOf<C> {
  const methods = Object.entries(contract.methods).map(([name, method]) => [
    name,
    (input: unknown) => call(contract, name, method, options, input),
  ]);
  return Object.fromEntries(methods) as ServiceOf<C>;
}

async function call(
  contract: ServiceContract,
  name: string,
  method: MethodContract,
  options: RemoteOptions,
  input: unknown,
): Promise<unknown> {
  const label = `${contract.name}.${name}`;
  const checked = method.input.safeParse(input);
  if (!checked.success)
    throw wrong('TURNPIKE_INPUT_INVALID', `The input of ${label}`, checked.error);
  const { bearer, body } = splitBearer(method, checked.data);
  const response = await httpCall({
    name: label,
    url: `${options.url.replace(/\/+$/, '')}${servicePath(contract, name)}`,
    method: 'POST',
    token: bearer ?? currentToken(options),
    headers: { 'content-type': 'application/json', [VERSION_HEADER]: contract.version },
    body: JSON.stringify({ input: body }),
    timeoutMs: method.timeoutMs,
    idempotent: method.idempotent,
  });
  checkVersion(contract, response.headers.get(VERSION_HEADER));
  const output = method.output.safeParse(((await response.json()) as { output?: unknown }).output);
  if (!output.success) throw wrong('TURNPIKE_INTERNAL', `The output of ${label}`, output.error);
  return output.data;
}

/** A token that is part of the input is the bearer of this call, and stands nowhere else. */
function splitBearer(
  { bearer: name }: MethodContract,
  input: unknown,
): { readonly bearer: string | undefined; readonly body: unknown } {
  if (name === undefined) return { bearer: undefined, body: input };
  const { [name]: bearer, ...body } = input as Readonly<Record<string, unknown>>;
  return { bearer: typeof bearer === 'string' ? bearer : undefined, body };
}

export function currentToken({ token }: Pick<RemoteOptions, 'token'>): string {
  return typeof token === 'function' ? token() : token;
}

function wrong(
  code: 'TURNPIKE_INPUT_INVALID' | 'TURNPIKE_INTERNAL',
  what: string,
  error: Parameters<typeof problemsOf>[0],
): TurnpikeError {
  const details = { problems: problemsOf(error) };
  const message = `${what} is wrong.`;
  return code === 'TURNPIKE_INTERNAL'
    ? new TurnpikeError(code, message, details)
    : new InputError(code, message, details);
}
