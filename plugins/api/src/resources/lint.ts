import {
  ConfigError,
  z,
  type HttpResponse,
  type JsonObject,
  type JsonValue,
  type Message,
  type PreviewRequest,
  type Repository,
  type Route,
} from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call, type EndpointOptions } from '../endpoint.js';
import { notHere } from '../envelope/failures.js';
import { readFields } from '../envelope/fields.js';
import { createConfigRoom, type ConfigRoom } from '../render/cut-configs.js';
import { hideSecrets } from '../render/hide-secrets.js';
import { renderMessage } from '../render/message.js';
import type { Wire } from '../render/render.js';
import { configsOf, refsOf, requestInput } from './create-request.js';
import { findRepository } from './find.js';

const CONTENT_LIMIT = 500_000;
const LINTS_PER_MINUTE = 120;
const lintInput = z.object({ content: z.string().max(CONTENT_LIMIT) });
const previewInput = requestInput.extend({
  ref: z.string().max(255).optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});
type PreviewInput = z.infer<typeof previewInput>;

/** What a configuration stands for, as the compiler and the preview say it. */
interface Compiled {
  readonly config: object;
  readonly jobs: readonly object[];
  readonly stages: readonly object[];
  readonly messages: readonly object[];
  readonly origins?: readonly object[] | undefined;
  readonly rejection?: object | undefined;
}

export const LINT_OPTIONS: EndpointOptions = {
  reads: true,
  ratePerMinute: LINTS_PER_MINUTE,
  bodyLimitBytes: 1_048_576,
  // Reading a configuration keeps a processor busy: more at once would only keep others waiting.
  atOnce: { name: 'configurations', each: 1, all: 2 },
};

export function lintRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'POST /v3/lint', lint, LINT_OPTIONS),
    endpoint(api, 'POST /v3/repo/:repo/request/preview', preview, LINT_OPTIONS),
  ];
}

async function lint(call: Call): Promise<HttpResponse> {
  const { compiler } = call.api;
  if (!compiler) throw notHere('The configuration language', 'travis-yml');
  const { content } = await lintContent(call);
  return answer(call, () => compiler.lint({ text: content }));
}

/** The text as a field, or as the whole body. */
async function lintContent(call: Call): Promise<{ content: string }> {
  const type = call.exchange.headers['content-type'] ?? '';
  if (/json|form-urlencoded/.test(type)) {
    return readFields(lintInput, await call.exchange.json(), 'lint');
  }
  return { content: Buffer.from(await call.exchange.bytes()).toString('utf8') };
}

async function preview(call: Call): Promise<HttpResponse> {
  const repository = await findRepository(call, 'read');
  const service = call.api.preview;
  if (!service) throw notHere('The preview', 'gatekeeper');
  const wanted = readFields(previewInput, await call.exchange.json(), 'preview');
  const request = await requestOf(call, repository, wanted);
  return answer(call, () =>
    service.preview({
      repositoryId: repository.id,
      ref: request?.sha ?? request?.branch ?? repository.defaultBranch,
      configs: configsOf({ ...wanted, merge_mode: undefined }),
      data: wanted.data ?? {},
      ...(request && { request }),
    }),
  );
}

/** The request that the same body would make; undefined: nothing but configuration is given. */
async function requestOf(
  call: Call,
  repository: Repository,
  wanted: PreviewInput,
): Promise<PreviewRequest | undefined> {
  const { configs: _configs, data: _data, ref, ...named } = wanted;
  if (ref === undefined && Object.keys(named).length === 0) return undefined;
  const isSha = ref !== undefined && /^[0-9a-f]{40}$/i.test(ref);
  const branch = named.branch ?? (isSha ? undefined : ref);
  const { principal } = call.access;
  const { write } = await call.access.rights(repository);
  return {
    tag: null,
    ...refsOf({ ...named, branch }, repository),
    sha: named.sha ?? (isSha ? ref : null),
    message: named.message ?? null,
    sender: principal.kind === 'user' ? principal.login : null,
    mergeMode: named.merge_mode ?? null,
    trusted: write,
  };
}

/** A configuration that cannot be read is an answer, not a failure of the API. */
async function answer(call: Call, work: () => Promise<Compiled>): Promise<HttpResponse> {
  const start = { '@type': 'lint', '@href': call.exchange.path, '@representation': 'standard' };
  try {
    return {
      status: 200,
      body: { ...start, ...compiled(await work(), call.api.compiler), error: null },
    };
  } catch (error) {
    if (!isConfigFault(error)) throw error;
    const nothing = { warnings: [], messages: [], config: null, stages: [], jobs: [] };
    return { status: 200, body: { ...start, ...nothing, error: faultOf(error) } };
  }
}

function compiled(result: Compiled, words: Api['compiler']): Wire {
  const room = createConfigRoom();
  const messages = (result.messages as readonly Message[]).map((one) => renderMessage(one, words));
  return {
    warnings: messages.map(({ key, text, line }) => ({
      key: String(key).split('.'),
      message: text,
      line: line ?? null,
    })),
    messages,
    config: shown(result.config),
    stages: result.stages.map((stage) => ({ name: String((stage as { name?: unknown }).name) })),
    jobs: result.jobs.map((job, index) => configJob(room, job, result.origins?.[index])),
    ...(result.rejection && { rejection: result.rejection }),
    ...room.warnings(),
  };
}

function configJob(room: ConfigRoom, job: object, origin: object | undefined): Wire {
  const { stage, name, allow_failure: mayFail } = job as Readonly<Record<string, unknown>>;
  return {
    stage: typeof stage === 'string' ? stage : null,
    name: typeof name === 'string' ? name : null,
    allow_failure: mayFail === true,
    ...room.show(job),
    origin: origin ?? null,
  };
}

function shown(config: object): JsonValue {
  return hideSecrets(config as JsonObject);
}

/** ConfigErrors of the language; across processes only the code is left of the class. */
function isConfigFault(error: unknown): error is ConfigError {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && code.startsWith('TURNPIKE_YML_');
}

/** The compiler counts from zero, people from one. */
function faultOf({ code, message, details }: ConfigError): Wire {
  const oneBased = (value: number | undefined) => (value === undefined ? null : value + 1);
  return { code, message, line: oneBased(details.line), column: oneBased(details.column) };
}
