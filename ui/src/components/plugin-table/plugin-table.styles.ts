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
  .provides {
    min-width: 9rem;
  }
`;
