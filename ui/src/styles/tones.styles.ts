import { css, unsafeCSS } from 'lit';

const TONES = ['passed', 'failed', 'errored', 'canceled', 'started', 'queued', 'created'];
const rule = (tone: string): string =>
  `[data-tone='${tone}'] { --tone: var(--${tone}); --tone-soft: var(--${tone}-soft); --tone-fill: var(--fill-${tone}); }`;

/** `data-tone` on an element sets `--tone`, `--tone-soft` and `--tone-fill` below it. */
export const tones = css`
  ${unsafeCSS(TONES.map(rule).join('\n'))}
`;
