/** Waits for builds by asking again. */
import { isFinal } from '../contracts/states.js';
import type { WireBuild, WireJob, WireRequest } from '../contracts/wire.js';
import { TimeoutError } from '../contracts/errors.js';
import type { ApiClient } from './api-client.js';

const EVERY_MS = 250;

/** Asks until there is an answer. Throws TimeoutError after `seconds`. */
async function until<T>(
  what: string,
  seconds: number,
  ask: () => Promise<T | undefined>,
  meanwhile: () => string = () => '',
): Promise<T> {
  const end = performance.now() + seconds * 1_000;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (performance.now() > end)
      throw new TimeoutError(`${what}: not within ${seconds} s.${meanwhile()}`);
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}

/** The build of a request, or the request itself once it is rejected. */
export async function requestOutcome(
  api: ApiClient,
  repo: string,
  requestId: number,
  seconds: number,
): Promise<{ readonly request: WireRequest; readonly build: WireBuild | undefined }> {
  const params = { repo, id: requestId };
  const query = { include: 'request.builds' };
  let said: string | null = null;
  const request = await until(
    `request ${requestId}`,
    seconds,
    async () => {
      const found = await api.call('request', { params, query });
      said = found.message;
      return found.state === 'finished' ? found : undefined;
    },
    () => (said === null ? '' : ` ${said}`),
  );
  return { request, build: request.builds?.[0] };
}

export async function finishedBuild(
  api: ApiClient,
  id: number,
  seconds: number,
): Promise<WireBuild> {
  const query = { include: 'build.jobs,build.commit,build.branch,build.repository' };
  return until(`build ${id}`, seconds, async () => {
    const build = await api.call('build', { params: { id }, query });
    return isFinal(build.state) ? build : undefined;
  });
}

export async function finishedJob(api: ApiClient, id: number, seconds: number): Promise<WireJob> {
  return until(`job ${id}`, seconds, async () => {
    const job = await api.call('job', { params: { id }, query: { include: 'job.config' } });
    return isFinal(job.state ?? 'created') ? job : undefined;
  });
}

export async function firstBuild(
  api: ApiClient,
  repo: string,
  seconds: number,
): Promise<WireBuild> {
  return until(`first build of ${repo}`, seconds, async () => {
    const { builds } = await api.call('builds', {
      params: { repo },
      query: { 'build.number': 1 },
    });
    return builds[0];
  });
}
