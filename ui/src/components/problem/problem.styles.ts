import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  .box {
    display: flex;
    gap: 0.9rem;
    padding: 1.5rem;
    color: var(--text);
  }
  tp-icon {
    font-size: 1.25rem;
    color: var(--failed);
    margin-top: 0.1rem;
  }
  .button tp-icon {
    font-size: 1rem;
    color: inherit;
    margin: 0;
  }
  .text {
    display: grid;
    gap: 0.5rem;
    min-width: 0;
  }
  h1,
  h2 {
    font-size: var(--size-l);
    font-weight: 600;
  }
  .text p {
    overflow-wrap: anywhere;
  }
  .code {
    color: var(--muted);
    font-size: var(--size-s);
  }
`;
