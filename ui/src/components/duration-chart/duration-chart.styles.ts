import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    padding: 0.75rem 0.5rem 0.25rem;
  }
  .head {
    display: flex;
    justify-content: space-between;
    padding: 0 0.5rem 0.25rem;
    color: var(--muted);
    font-size: var(--size-m);
  }
  h2 {
    color: var(--text);
    font-size: var(--size-base);
    font-weight: 600;
  }
  strong {
    color: var(--text);
    font-weight: 600;
  }
  .plot {
    min-width: 0;
    height: 132px;
    overflow: hidden;
    cursor: pointer;
  }
`;
