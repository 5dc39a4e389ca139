import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  .box {
    display: grid;
    justify-items: center;
    gap: 0.5rem;
    padding: 3rem 1.5rem;
    text-align: center;
  }
  .box > tp-icon {
    font-size: 1.75rem;
    color: var(--muted);
  }
  h2 {
    font-size: var(--size-l);
    font-weight: 600;
  }
  .text {
    max-width: 34rem;
    color: var(--muted);
    text-wrap: balance;
  }
`;
