import type { Octokit } from '@octokit/rest';

const ENTRIES = 500;
const LARGEST_BYTES = 256 * 1024;

interface Entry {
  readonly etag: string;
  readonly answer: unknown;
}

/** Answers kept by URL and credential; GitHub does not count a `304` against the rate limit. */
export class EtagCache {
  readonly #entries = new Map<string, Entry>();

  get(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry) {
      this.#entries.delete(key);
      this.#entries.set(key, entry);
    }
    return entry;
  }

  set(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > ENTRIES && oldest !== undefined) this.#entries.delete(oldest);
  }
}

/** Makes each GET of this client a question whether anything has changed. */
export function cacheByEtag(
  octokit: Octokit,
  cache: EtagCache,
  whose: { readonly principal: string },
): void {
  octokit.hook.wrap('request', async (request, options) => {
    const { url } = octokit.request.endpoint(options);
    const key = `${whose.principal} ${url}`;
    const known = options.method === 'GET' ? cache.get(key) : undefined;
    // Hooks share one options object: what is passed on to `request` is not looked at.
    if (known) options.headers['if-none-match'] = known.etag;
    try {
      const answer = await request(options);
      const { etag } = answer.headers;
      const bytes = Number(answer.headers['content-length'] ?? 0);
      if (options.method === 'GET' && etag && bytes <= LARGEST_BYTES)
        cache.set(key, { etag, answer });
      return answer;
    } catch (error) {
      if (known && (error as { readonly status?: number }).status === 304)
        return known.answer as Awaited<ReturnType<typeof request>>;
      throw error;
    }
  });
}
