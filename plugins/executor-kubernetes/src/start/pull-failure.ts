/** Whose fault it is that an image is not there, and what to tell. */
export interface PullFailure {
  readonly blame: 'user' | 'platform';
  /** A word for metrics. */
  readonly reason: 'missing' | 'denied' | 'architecture' | 'busy' | 'unreachable' | 'unknown';
  readonly words: string;
}

/**
 * Runtimes and registries agree on no words; these are what containerd, CRI-O and the known registries say. The order
 * counts: a registry that is too busy may say so within a sentence about a manifest.
 */
const KINDS: readonly (readonly [RegExp, Omit<PullFailure, 'words'>, string])[] = [
  [
    /429|toomanyrequests|too many requests|rate ?limit|pull QPS exceeded/i,
    { blame: 'platform', reason: 'busy' },
    'The registry, or the node, takes no more pulls for now',
  ],
  [
    /no match for platform|does not match the specified platform|exec format error|no (child|image found).* (platform|manifest list|architecture)/i,
    { blame: 'user', reason: 'architecture' },
    'The image is not made for the architecture of the job',
  ],
  [
    /unauthori[sz]ed|401|denied|forbidden|403|authentication required|no basic auth/i,
    { blame: 'user', reason: 'denied' },
    'The registry does not give the image out: it does not exist there, or needs credentials',
  ],
  [
    /not found|404|manifest unknown|does not exist|name unknown/i,
    { blame: 'user', reason: 'missing' },
    'There is no such image',
  ],
  [
    /timeout|timed out|no such host|connection refused|connection reset|unreachable|i\/o|EOF|50[0234]|temporar/i,
    { blame: 'platform', reason: 'unreachable' },
    'The registry cannot be reached',
  ],
];

/** From the kubelet's reason and message of a container that waits for its image. */
export function pullFailure(image: string, message: string): PullFailure {
  const found = KINDS.find(([words]) => words.test(withoutImage(message, image)));
  const [, kind, lead] = found ?? [
    undefined,
    { blame: 'platform', reason: 'unknown' } as const,
    'The image cannot be pulled',
  ];
  return { ...kind, words: `${lead} (${image}): ${message}` };
}

/** An image may well be called `not-found:404`. */
function withoutImage(message: string, image: string): string {
  const bare = image.replace(/^docker\.io\/(library\/)?/, '');
  return message.replaceAll(image, '').replaceAll(bare, '');
}
