import type { StartFailure } from '@turnpike/sdk';
import { startFailure } from '../start-failure.js';

interface Kind {
  readonly words: RegExp;
  readonly blame: StartFailure['blame'];
  readonly say: (image: string) => string;
}

/** What registries say, as engines repeat it. The first that fits counts. */
const KINDS: readonly Kind[] = [
  {
    words: /toomanyrequests|too many requests|\b429\b/iu,
    blame: 'platform',
    say: (image) =>
      `The registry of ${image} answers that it was asked too often. Set \`executor-docker.images.mirror\`, or credentials for it.`,
  },
  {
    words:
      /no matching manifest|does not match the (?:specified|detected) platform|no image found in manifest list/iu,
    blame: 'user',
    say: (image) => `The image ${image} does not exist for this worker's architecture.`,
  },
  {
    words:
      /no such host|timeout|connection refused|connection reset|EOF|\b50[0234]\b|TLS handshake|network is unreachable/iu,
    blame: 'platform',
    say: (image) => `The registry of ${image} cannot be reached.`,
  },
  {
    words: /unauthorized|authentication required|denied|no basic auth|\b40[13]\b/iu,
    blame: 'user',
    say: (image) =>
      `The image ${image} does not exist, or its registry wants credentials that this worker does not have (\`executor-docker.images.credentials\`).`,
  },
  {
    words: /not found|manifest unknown|no such image|does not exist|\b404\b/iu,
    blame: 'user',
    say: (image) => `The image ${image} does not exist.`,
  },
];

/** Whose fault it is, in plain words and those of the engine. */
export function pullFailure(image: string, words: string): StartFailure {
  const kind = KINDS.find((one) => one.words.test(words));
  const say = kind?.say(image) ?? `The image ${image} could not be pulled.`;
  return startFailure(kind?.blame ?? 'platform', `${say} (${words.trim().slice(0, 500)})`);
}
