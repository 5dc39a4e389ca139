/**
 * The only way to URLs that users name. Plain requests go through `fetch`; programs that connect by
 * themselves (git, ssh, a mail client) ask `resolve` first and connect to the addresses it answers.
 * @stable
 */
export interface OutboundInit {
  /** Default: `GET`. */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Any case. Credentials are not sent on to another origin by a redirect. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is; set `content-type` with it. */
  readonly body?: string | Uint8Array;
  /** For the whole exchange, redirects included. Default 30 s. */
  readonly timeoutMs?: number;
  /** Largest answer that is read. Default 8 MiB. */
  readonly maxBytes?: number;
  /** Redirects that are followed, each checked anew. Default 5; 0: the redirect is the answer. */
  readonly maxRedirects?: number;
  /** Ends the exchange, which rejects with TURNPIKE_HOST_UNAVAILABLE. */
  readonly signal?: AbortSignal;
}

/** An answer, read whole. @stable */
export interface OutboundResponse {
  /** Any status is an answer. */
  readonly status: number;
  /** 2xx. */
  readonly ok: boolean;
  /** Lower-case names; several values of one name are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  /** At most `maxBytes`. */
  readonly body: Uint8Array;
  /** The body as UTF-8. */
  text(): string;
  /** Throws ExternalHostError TURNPIKE_HOST_REFUSED if the answer is no JSON. */
  json(): unknown;
}

/** An allowed place, looked up once: connecting to one of `addresses` cannot be led elsewhere. @stable */
export interface OutboundPlace {
  /** As it was asked for. */
  readonly host: string;
  /** As it was asked for. */
  readonly port: number;
  /** Numeric; empty only where the proxy alone can look the host up. */
  readonly addresses: readonly string[];
  /** URL of the proxy to go through (`net.proxy`), with its credentials. */
  readonly proxy?: string;
}

/**
 * Made by core from `net.allow`. Refuses loopback, private, link-local, metadata, multicast and
 * reserved addresses (also inside IPv6 forms) unless `net.allow` names the host, address or network.
 *
 * Throws InputError TURNPIKE_URL_FORBIDDEN (wrong scheme, credentials in the URL of a redirect, a
 * forbidden address), ExternalHostError TURNPIKE_HOST_UNAVAILABLE (no such host, no connection, too
 * slow) or TURNPIKE_HOST_REFUSED (too large, too many redirects).
 * @stable
 */
export interface Outbound {
  /** http and https only. Any status is an answer, not an error. */
  fetch(url: string, init?: OutboundInit): Promise<OutboundResponse>;
  /** Checks a host that another program will connect to, and pins its addresses. */
  resolve(host: string, port: number): Promise<OutboundPlace>;
}
