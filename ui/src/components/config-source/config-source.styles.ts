import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  h3 {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    padding: 0.5rem 1rem;
    font-size: var(--size-m);
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  h3 span {
    color: var(--muted);
    font-weight: 400;
  }
  .code {
    overflow-x: auto;
    padding: 0.5rem 0;
    background: var(--sunken);
  }
  .code:focus-visible {
    outline-offset: -2px;
  }
  .code > ol {
    min-width: max-content;
  }
  .code > ol > li {
    font-family: var(--mono);
    font-size: 0.78rem;
    font-variant-ligatures: none;
    line-height: 1.6;
    white-space: nowrap;
  }
  .t {
    white-space: pre;
  }
  .n {
    display: inline-block;
    width: 3.5ch;
    margin: 0 1.5ch 0 1ch;
    color: var(--muted);
    text-align: right;
    user-select: none;
  }
  .marked > .n {
    color: var(--tone);
    font-weight: 700;
  }
  .marked > .t {
    text-decoration: underline wavy var(--tone-fill);
    text-decoration-skip-ink: none;
    text-underline-offset: 0.25em;
  }
  .message {
    display: flex;
    gap: 0.5rem;
    padding: 0.35rem 0.75rem;
    background: var(--tone-soft);
    color: var(--text);
    font-family: var(--font);
    font-size: var(--size-m);
    line-height: 1.45;
    white-space: normal;
  }
  .code .message {
    position: sticky;
    left: 6ch;
    max-width: min(46rem, calc(100vw - 8rem));
    margin: 0.1rem 1rem 0.3rem 6ch;
    border-radius: var(--radius-s);
  }
  .rest {
    display: grid;
    gap: 1px;
  }
  .message tp-icon {
    margin-top: 0.15rem;
    color: var(--tone);
  }
  .message strong {
    color: var(--tone);
  }
  .key {
    color: var(--muted);
    font-family: var(--mono);
    font-size: var(--size-s);
  }
  @media (width < 640px) {
    .code .message {
      left: 1ch;
      margin-left: 1ch;
      max-width: calc(100vw - 4rem);
    }
  }
`;
