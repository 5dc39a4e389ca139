import {
  ConfigError,
  type CompileInput,
  type ConfigCompiler,
  type ConfigMap,
  type ConfigPorts,
  type JobConfig,
} from '@turnpike/core/contracts';

/**
 * Takes `.travis.yml` as JSON and makes one job of it, or those of `jobs`; knows no keys and repairs nothing. The real
 * one is in `testPlatform`. Throws ConfigError TURNPIKE_YML_SYNTAX where the text is no JSON.
 * @stable
 */
export function fakeConfigCompiler(
  options: { readonly jobs?: readonly JobConfig[] } = {},
): ConfigCompiler {
  const resultOf = (text: string, file: string) => {
    const config = parse(text, file);
    const jobs = options.jobs ?? [config as JobConfig];
    const origins = jobs.map((_job, index) => ({ from: 'root' as const, index }));
    return { config, jobs, origins, stages: [], messages: [] };
  };
  return {
    keys: [],
    async compile(input, ports) {
      const { source, text } = await read(input, ports);
      const rawConfigs = text === undefined ? [] : [{ source, mode: null, config: text }];
      return { rawConfigs, ...resultOf(text ?? '{}', source) };
    },
    lint: async ({ text, source = '.travis.yml' }) => resultOf(text, source),
    jsonSchema: () => ({ type: 'object' }),
    describe: () => undefined,
  };
}

async function read({ repo, ref }: CompileInput, ports: ConfigPorts) {
  const source = `${repo.slug}:.travis.yml@${ref}`;
  return { source, text: await ports.file(repo.slug, '.travis.yml', ref) };
}

function parse(text: string, file: string): ConfigMap {
  try {
    return JSON.parse(text) as ConfigMap;
  } catch (error) {
    const details = { class: 'ParseError', file };
    throw new ConfigError('TURNPIKE_YML_SYNTAX', `${file} is no JSON.`, details, error);
  }
}
