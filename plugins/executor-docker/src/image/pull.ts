import { startFailure } from '@turnpike/sdk';
import { imageName, pullFailure, type ImageName, type PullFailure } from '@turnpike/sdk/platform';
import { EngineError } from '../engine/engine-error.js';
import type { Engine } from '../engine/engine.js';
import { registryAuth } from '../engine/registry-auth.js';
import type { JobImages } from './images-for.js';

/** What an administrator may do about it. */
const HINTS: Partial<Record<PullFailure['reason'], string>> = {
  busy: ' Set `executor-docker.images.mirror`, or credentials for the registry.',
  denied: ' Credentials are set in `executor-docker.images.credentials`.',
};

const WITHHELD =
  ' Pull requests from forks have none there: `executor-docker.images.credentials.….forks`.';

/** Pulls an image; answers the name that the engine has it by. Throws StartFailure, and the reason of `signal`. */
export async function pullImage(
  engine: Engine,
  image: ImageName,
  options: {
    readonly images: JobImages;
    readonly arch: string;
    readonly signal: AbortSignal;
  },
): Promise<string> {
  const { images, arch, signal } = options;
  const name = imageName(image, images.mirror);
  const [registry = ''] = name.split('/');
  try {
    await pulled(engine, { name, platform: `linux/${arch}`, signal, images, registry });
    return name;
  } catch (error) {
    signal.throwIfAborted();
    const { blame, reason, words } = pullFailure(imageName(image), (error as Error).message);
    const withheld = reason === 'denied' && images.withheld.includes(registry);
    throw startFailure(blame, `${words}${withheld ? WITHHELD : (HINTS[reason] ?? '')}`, error);
  }
}

interface Pull {
  readonly name: string;
  readonly registry: string;
  readonly platform: string;
  readonly images: JobImages;
  readonly signal: AbortSignal;
}

/** An error is inside an answer that says 200. */
async function pulled(
  engine: Engine,
  { name, registry, platform, images, signal }: Pull,
): Promise<void> {
  const credentials = images.credentials[registry];
  const stalled = new AbortController();
  const patience = (): NodeJS.Timeout =>
    setTimeout(
      () => stalled.abort(new Error('timeout: the pull gets on by nothing')),
      images.pullSeconds * 1_000,
    );
  let timer = patience();
  try {
    const answer = await engine.wire.stream({
      method: 'POST',
      path: '/images/create',
      query: { fromImage: name, platform },
      headers: credentials ? registryAuth(registry, credentials) : {},
      quietMs: images.pullSeconds * 1_000,
      signal: AbortSignal.any([signal, stalled.signal]),
    });
    let rest = '';
    for await (const block of answer) {
      clearTimeout(timer);
      timer = patience();
      const lines = `${rest}${String(block)}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) failIfError(line);
    }
    failIfError(rest);
  } catch (error) {
    throw stalled.signal.aborted ? stalled.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

function failIfError(line: string): void {
  if (line.trim() === '') return;
  const { error } = JSON.parse(line) as { readonly error?: string };
  if (error !== undefined) throw new EngineError(200, error);
}
