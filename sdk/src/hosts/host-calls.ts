import { noAnswer } from './host-answers.js';

const TIMEOUT_MS = 30_000;

/** Words of an address; several of one name as a list. @experimental */
export type HostQuery = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** The JSON API of one host, for one credential. @experimental */
export interface HostApi {
  /** Of the host, for people. */
  readonly name: string;
  /** Where paths begin, without a slash at its end. */
  readonly apiUrl: string;
  /** The host's own way out. */
  readonly fetch: typeof fetch;
  /** Sent with each request: who asks, and what the host wants besides. */
  readonly headers: Readonly<Record<string, string>>;
  /** What is thrown for an answer that is none. */
  refusal(answer: Response): Promise<Error>;
}

/** Requests to it. Paths begin with a slash; whole addresses are taken as they are. @experimental */
export interface HostCalls {
  /** Any answer. Throws ExternalHostError where none comes within 30 seconds. */
  call(method: string, at: string, body?: unknown): Promise<Response>;
  /** Answers the status, and the body where it is JSON. Throws `refusal` for what is neither `known` nor 2xx. */
  send(
    method: string,
    at: string,
    body?: unknown,
    known?: readonly number[],
  ): Promise<{ readonly status: number; readonly body: unknown }>;
}

/** For VcsProviders whose host speaks JSON over HTTP. @experimental */
export function hostCalls(api: HostApi): HostCalls {
  const call: HostCalls['call'] = async (method, at, body) => {
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const type: Record<string, string> =
      body === undefined ? {} : { 'content-type': 'application/json' };
    try {
      return await api.fetch(at.startsWith('/') ? `${api.apiUrl}${at}` : at, {
        method,
        headers: { accept: 'application/json', 'user-agent': 'Turnpike', ...api.headers, ...type },
        ...content,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      throw noAnswer(api.name, error);
    }
  };
  return {
    call,
    async send(method, at, body, known = []) {
      const answer = await call(method, at, body);
      if (!answer.ok && !known.includes(answer.status)) throw await api.refusal(answer);
      return { status: answer.status, body: jsonOf(await answer.text()) };
    },
  };
}

/** An address with words behind it. @experimental */
export function withQuery(at: string, query: HostQuery = {}): string {
  const words = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, String(one)]),
  );
  return words.length === 0 ? at : `${at}?${new URLSearchParams(words).toString()}`;
}

/** undefined: it is no JSON. @experimental */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
