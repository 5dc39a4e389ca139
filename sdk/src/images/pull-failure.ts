/** Whose fault it is that an image is not there, and what to tell. @experimental */
export interface PullFailure {
  /** As of a StartFailure. */
  readonly blame: 'user' | 'platform';
  /** A word for metrics and hints. */
  readonly reason: 'missing' | 'denied' | 'architecture' | 'busy' | 'unreachable' | 'unknown';
  /** For the job's owner: what it means, the image, and what was said. */
  readonly words: string;
}

interface Kind extends Pick<PullFailure, 'blame' | 'reason'> {
  readonly said: RegExp;
  readonly lead: string;
}

/**
 * Engines, runtimes and registries agree on no words; these are what Docker, containerd, CRI-O and the known registries
 * say. The order counts: a registry that is too busy may say so within a sentence about a manifest.
 */
const KINDS: readonly Kind[] = [
  {
    said: /\b429\b|toomanyrequests|too many requests|rate ?limit|pull QPS exceeded/iu,
    blame: 'platform',
    reason: 'busy',
    lead: 'The registry, or the node, takes no more pulls for now: it was asked too often',
  },
  {
    said: /no match(?:ing manifest)? for (?:platform|linux)|no matching manifest|does not match the (?:specified|detected) platform|exec format error|no (?:child|image found).* (?:platform|manifest list|architecture)/iu,
    blame: 'user',
    reason: 'architecture',
    lead: 'The image is not made for the architecture of the job',
  },
  {
    said: /time ?out|timed out|no such host|connection refused|connection reset|unreachable|i\/o|\bEOF\b|\b50[0234]\b|TLS handshake|temporar/iu,
    blame: 'platform',
    reason: 'unreachable',
    lead: 'The registry cannot be reached',
  },
  {
    said: /unauthori[sz]ed|\b40[13]\b|denied|forbidden|authentication required|no basic auth/iu,
    blame: 'user',
    reason: 'denied',
    lead: 'The registry does not give the image out: it does not exist there, or needs credentials',
  },
  {
    said: /not found|\b404\b|manifest unknown|does not exist|name unknown|no such image/iu,
    blame: 'user',
    reason: 'missing',
    lead: 'There is no such image',
  },
];

/** From the whole name of an image and what its engine says of the pull that failed. @experimental */
export function pullFailure(image: string, message: string): PullFailure {
  const text = withoutNames(message, image);
  const { blame, reason, lead } = KINDS.find(({ said }) => said.test(text)) ?? UNKNOWN;
  return { blame, reason, words: `${lead} (${image}): ${message.trim().slice(0, 500)}` };
}

const UNKNOWN = {
  blame: 'platform',
  reason: 'unknown',
  lead: 'The image cannot be pulled',
} as const;

/** An image may well be called `not-found:404`, which its address repeats. */
function withoutNames(message: string, image: string): string {
  const bare = image.replace(/^docker\.io\/(?:library\/)?/u, '');
  const versionless = bare.replace(/[:@][^/]*$/u, '');
  const names = [image, bare, versionless].filter((name) => name !== '');
  const text = message.replaceAll(/https?:\/\/[^\s"]+/gu, '');
  return names.reduce((left, name) => left.replaceAll(name, ''), text);
}
