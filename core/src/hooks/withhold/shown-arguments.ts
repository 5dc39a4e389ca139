/** Arguments of hooks with secrets, as they are shown to who may not see all of them. */
import type { PayloadContext, ScriptStageContext } from '../../contracts/hooks.js';
import type { SecretKind } from '../../contracts/permissions.js';
import type { BuildContext, CompileEnv } from '../../contracts/script.js';
import { masked, maskOf } from './mask.js';
import { shownPayload, type Shown } from './payload.js';

type ShowArgument = (argument: never, kinds: ReadonlySet<SecretKind>) => Shown<unknown>;

/** By hook with secrets in its first argument. Each answers a copy; the original stays as it is. */
export const SHOWN: { readonly [hook: string]: ShowArgument } = {
  'job.payload': (context: PayloadContext, kinds) => {
    const { value: payload, whole } = shownPayload(context.payload, kinds);
    return { value: { ...context, payload }, whole };
  },
  'script.stage': ({ sh, build }: ScriptStageContext, kinds) => {
    const { value: payload, whole } = shownPayload(build.payload, kinds);
    return { value: { sh, build: shownBuild(build, payload, kinds) }, whole };
  },
};

/** Only what its contract names: what the compiler keeps beside that is its own. */
function shownBuild(
  build: BuildContext,
  payload: BuildContext['payload'],
  kinds: ReadonlySet<SecretKind>,
): BuildContext {
  const mask = kinds.has('env') ? maskOf(build.payload.secrets ?? []) : undefined;
  const shown = (config: BuildContext['config']) =>
    mask ? (masked(config, mask) as typeof config) : config;
  const { language, os, dist, arch, hasCacheStorage, caches, cacheAdd, warn } = build;
  return {
    payload,
    env: shownEnv(build.env, kinds),
    config: shown(build.config),
    given: shown(build.given),
    ...{ language, os, dist, arch, hasCacheStorage, caches, cacheAdd, warn },
  };
}

function shownEnv(env: CompileEnv, kinds: ReadonlySet<SecretKind>): CompileEnv {
  const { installationToken, tell, ...rest } = env;
  return {
    ...rest,
    ...(installationToken === undefined || kinds.has('tokens') ? {} : { installationToken }),
    ...(tell === undefined || kinds.has('env') ? {} : { tell }),
  };
}
