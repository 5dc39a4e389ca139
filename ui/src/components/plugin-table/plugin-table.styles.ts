import { css } from 'lit';

export const styles = css`
  .small {
    max-width: 30rem;
    font-size: var(--size-s);
  }
  td:first-child {
    min-width: 15rem;
  }
  .off strong {
    color: var(--muted);
  }
  details {
    margin-top: 0.25rem;
  }
  summary {
    cursor: pointer;
  }
  dl {
    margin: 0.25rem 0 0.5rem;
  }
  dt {
    margin-top: 0.25rem;
    font-weight: 600;
  }
  dd {
    margin: 0 0 0 1rem;
  }
  .provides {
    min-width: 9rem;
  }
`;
