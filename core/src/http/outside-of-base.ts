/** What is answered to a request for the server alone, where `publicUrl` has a path. */
import type { HttpResponse } from '../contracts/http.js';

/** A browser follows at once; a person who comes back by hand is slower. */
const WITHIN_MS = 5_000;
const MOST = 4;
const KEPT = 1_000;

/**
 * Sends whoever asks for `/` to where the server lives. A proxy that removes the prefix brings the same browser back
 * here for ever: after a few times within seconds the answer is the mistake instead.
 */
export function createWayToBase(
  basePath: string,
  now: () => number = () => performance.now(),
): (address: string) => HttpResponse {
  const sent = new Map<string, readonly number[]>();
  return (address): HttpResponse => {
    const at = now();
    const times = [...(sent.get(address) ?? []).filter((time) => at - time < WITHIN_MS), at];
    sent.delete(address);
    sent.set(address, times.slice(-MOST - 1));
    const [oldest] = sent.keys();
    if (sent.size > KEPT && oldest !== undefined) sent.delete(oldest);
    if (times.length <= MOST) return { status: 302, headers: { location: `${basePath}/` } };
    return {
      status: 508,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
      body: mistake(basePath),
    };
  };
}

const mistake = (basePath: string): string =>
  [
    `publicUrl has the path ${basePath}, and requests for ${basePath}/ arrive here without it: the proxy in front removes the prefix.`,
    `→ Let the proxy pass the path on as it came (nginx: "proxy_pass http://127.0.0.1:3030;", with nothing after the port;`,
    '  Caddy: "handle", not "handle_path"), or give the platform a host name of its own and a publicUrl without a path.',
    '',
  ].join('\n');
