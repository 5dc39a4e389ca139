import {
  commandsService,
  deliveriesService,
  InputError,
  leasesService,
  previewService,
  scriptCompilerService,
  type Claim,
  type Commands,
  type Deliveries,
  type Leases,
  type RequestPreview,
  type ScriptCompiler,
  type ServiceContract,
  type ServiceOf,
} from '@turnpike/core/contracts';
import { breakable, type HostFailure } from './failures.js';

/** One call of a service in a test. @stable */
export interface ServiceCall {
  /** Name of the method. */
  readonly method: string;
  /** As the contract's schema reads it. */
  readonly input: unknown;
}

/** What the test sees of a service beside its methods. @stable */
export interface FakeServiceControls {
  /** All calls that reached it, in order. */
  readonly calls: readonly ServiceCall[];
  /** From now on its process is away, or fails with this error. */
  fail(how?: HostFailure | Error): void;
  /** It answers again. */
  heal(): void;
}

/**
 * A service of the platform by its contract. Inputs and answers are checked by the schemas that the real one is called
 * by over HTTP: a wrong input throws InputError TURNPIKE_INPUT_INVALID, a wrong answer of the test an Error. Methods
 * without an answer throw.
 * @stable
 */
export function fakeService<C extends ServiceContract>(
  contract: C,
  answers: Partial<ServiceOf<C>>,
): ServiceOf<C> & FakeServiceControls {
  const calls: ServiceCall[] = [];
  const methods = Object.entries(contract.methods).map(([method, { input, output }]) => {
    const answer = answers[method as keyof typeof answers] as
      ((given: unknown) => Promise<unknown>) | undefined;
    return [
      method,
      async (given: unknown) => {
        const read = input.safeParse(given);
        if (!read.success) throw wrongInput(contract.name, method, read.error.message);
        calls.push({ method, input: read.data });
        if (!answer) throw new Error(`The test has no answer for ${contract.name}.${method}.`);
        return output.parse(await answer(read.data));
      },
    ] as const;
  });
  const { port, fail, heal } = breakable(Object.fromEntries(methods));
  const controls = { calls, fail: (how: HostFailure | Error = 'refused') => fail(how), heal };
  return new Proxy(controls, {
    get: (target, name) => Reflect.get(target, name) ?? Reflect.get(port, name),
    has: (target, name) => name in target || name in port,
  }) as unknown as ServiceOf<C> & FakeServiceControls;
}

function wrongInput(service: string, method: string, why: string): InputError {
  return new InputError('TURNPIKE_INPUT_INVALID', `${service}.${method}: ${why}`);
}

const accepted = async () => ({ accepted: true });

/** Accepts whatever is canceled and restarted. @stable */
export function fakeCommands(answers: Partial<Commands> = {}): Commands & FakeServiceControls {
  const all = { cancelJob: accepted, cancelBuild: accepted, restartJob: accepted };
  const rest = { errorJob: accepted, restartBuild: accepted };
  return fakeService(commandsService, { ...all, ...rest, ...answers });
}

/** Takes every delivery once more. @stable */
export function fakeDeliveries(
  answers: Partial<Deliveries> = {},
): Deliveries & FakeServiceControls {
  return fakeService(deliveriesService, { redeliver: accepted, ...answers });
}

/** Gives these claims, one after another, then nothing; keeps every lease and takes every report. @stable */
export function fakeLeases(
  claims: readonly Claim[] = [],
  answers: Partial<Leases> = {},
): Leases & FakeServiceControls {
  const left = [...claims];
  return fakeService(leasesService, {
    hello: async () => ({}),
    claim: async () => left.shift() ?? null,
    renew: async () => 'keep',
    report: async () => 'ok',
    ...answers,
  });
}

/** Says that a request would become nothing: no jobs, no messages. @stable */
export function fakeRequestPreview(
  answers: Partial<RequestPreview> = {},
): RequestPreview & FakeServiceControls {
  const nothing = { config: {}, rawConfigs: [], jobs: [], stages: [], messages: [] };
  return fakeService(previewService, { preview: async () => nothing, ...answers });
}

/** Makes this script of every payload; default: one that ends well. @stable */
export function fakeScriptCompiler(bash = 'exit 0\n'): ScriptCompiler & FakeServiceControls {
  const script = { tree: [], bash, services: [], cacheSlug: 'cache', messages: [] };
  return fakeService(scriptCompilerService, { compile: async () => script });
}
