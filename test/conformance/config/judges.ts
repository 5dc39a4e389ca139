import { conditionJsonl, createConfigJsonl } from '@turnpike/plugin-travis-yml';
import { installedKeys } from '@turnpike/sdk/testing';
import { canonical, lastPart, readJson, same, sameMessages, type Case } from './data.js';

/** Parts of a case that differ; empty: it matches. */
export type Judge = (given: Case) => Promise<string[]>;

const configJsonl = createConfigJsonl(await installedKeys());

const ask = async (request: object): Promise<Case> =>
  JSON.parse(await configJsonl(JSON.stringify(request))) as Case;

const differing = (checks: Readonly<Record<string, boolean>>): string[] =>
  Object.keys(checks).filter((name) => !checks[name]);

function rejected(got: Case, error: Case): string[] {
  return lastPart(got['error']?.class) === lastPart(error['class']) ? [] : ['error'];
}

/** `load-spec`, `pipeline-docs`, `pipeline-handwritten`, `realworld`: one text. */
export const judgeInput: Judge = async (given) => {
  const { name: _, expected, ...request } = given;
  const got = await ask(requestOf(request));
  if (expected.error) return rejected(got, expected.error);
  const more = given['expected_more_messages'] ?? [];
  return [
    ...differing({
      config: same(got['config'], expected.config),
      messages: sameMessages(got['messages'], [...expected.messages, ...more]),
      matrix: !given['expected_matrix'] || same(got['matrix'], given['expected_matrix']),
    }),
    ...(given['data'] ? judgePipeline(got, given) : []),
  ];
};

function requestOf({ input, parts, opts, data }: Case): Case {
  return { ...(parts ? { parts } : { input }), opts, data };
}

function judgePipeline(got: Case, given: Case): string[] {
  const error = given['expected_pipeline']?.error;
  if (error)
    return lastPart(got['pipeline_error']?.class) === lastPart(error.class) ? [] : ['pipeline'];
  const { import: _i, merge_mode: _m, ...config } = given['expected'].config;
  return differing({
    jobs: same(got['jobs'], given['expected_jobs'] ?? given['expected_matrix']),
    stages: same(got['stages'], given['expected_stages'] ?? []),
    final_config: same(got['final_config'], given['expected_final_config'] ?? config),
  });
}

/** `matrix-spec`. */
export const judgeMatrix: Judge = async ({ config, data, expected_matrix, expected_messages }) => {
  const got = await ask({ config, data });
  return differing({
    matrix: same(got['matrix'], expected_matrix),
    messages: sameMessages(got['messages'], expected_messages),
  });
};

/** `pipeline-spec`, `pipeline-imports`. */
export const judgeRequest: Judge = async (given) => {
  const { name: _name, expected, ...request } = given;
  const got = await ask(request);
  if (expected.error) return rejected(got, expected.error);
  return differing({
    config: same(got['config'], expected.config),
    jobs: same(got['jobs'], expected.matrix),
    stages: same(got['stages'], expected.stages),
    raw_configs: same(got['raw_configs'], expected.raw_configs),
    messages: sameMessages(got['messages'], expected.messages),
  });
};

export const judgeEnv: Judge = async ({ input, expected }) => {
  const got = await ask({ env_string: input });
  return differing({
    pairs: same(got['pairs'], expected.pairs),
    error: same(got['error']?.class, expected.error),
  });
};

let contexts: Case | undefined;

export const judgeCondition: Judge = async ({ input, data, expected, results = {} }) => {
  const askCondition = (facts?: Case): Case =>
    JSON.parse(conditionJsonl(JSON.stringify({ input, data: facts }))) as Case;
  const got = askCondition(data);
  contexts ??= readJson('conditions-contexts.json');
  const wrong = Object.keys(results).filter(
    (name) => !same(askCondition(contexts?.[name])['result'], results[name]),
  );
  return [
    ...wrong,
    ...differing({
      sexp: same(got['sexp'], expected.sexp),
      error: same(got['error'], expected.error),
      result: !data || same(got['result'], expected.result),
    }),
  ];
};

export const judgeSpelling: Judge = async ({ input, key, known, messages }) => {
  const got = await ask({ input: `${JSON.stringify(input)}: x\n` });
  const kept = Object.keys(got['config']).includes(key);
  const codes = new Set([
    'find_key',
    'underscore_key',
    'clean_key',
    'strip_key',
    'alias_key',
    'unknown_key',
  ]);
  const about = (got['messages'] as Case[])
    .filter(({ code, key: at }) => codes.has(code) && at === 'root')
    .map(({ level, code, args }) => [level, code, { ...args, value: undefined }]);
  const text = (list: unknown[]): string[] =>
    list.map((item) => JSON.stringify(canonical(item))).toSorted();
  return differing({
    key: kept || !known,
    messages: same(text(about), text(messages)),
  });
};

/** The positions of `scalars.jsonl`: how a scalar is put into a text, and what is read out of it. */
const positions: Readonly<
  Record<string, readonly [(text: string) => string, (config: Case) => unknown]>
> = {
  script: [(text) => `script: ${text}\n`, (config) => config['script'] ?? null],
  num: [
    (text) => `git:\n  submodules_depth: ${text}\n`,
    (config) => gitValue(config, 'submodules_depth'),
  ],
  bool: [(text) => `git:\n  quiet: ${text}\n`, (config) => gitValue(config, 'quiet')],
  unknown: [(text) => `unknown: ${text}\n`, (config) => config['unknown'] ?? '(absent)'],
  env: [(text) => `env:\n  A: ${text}\n`, (config) => config['env']?.jobs ?? null],
  seq: [(text) => `rvm:\n- ${text}\n`, (config) => config['rvm'] ?? null],
};

const gitValue = (config: Case, key: string): unknown => config['git']?.[key] ?? null;

export const judgeScalar: Judge = async ({ input, expected }) => {
  const wrong = Object.entries(positions).map(async ([name, [write, read]]) => {
    const got = await ask({ input: write(input) });
    const error = expected[name]?.error;
    const fits = error
      ? lastPart(got['error']?.class) === lastPart(error)
      : !got['error'] && same(read(got['config']), expected[name]);
    return fits ? [] : [name];
  });
  return (await Promise.all(wrong)).flat();
};
