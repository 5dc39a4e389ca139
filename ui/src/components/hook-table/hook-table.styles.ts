import { css } from 'lit';

export const styles = css`
  .small {
    font-size: var(--size-s);
  }
  td:first-child {
    min-width: 16rem;
  }
  tr.next td {
    padding-left: 0.75rem;
  }
  .bad {
    color: var(--failed);
  }
`;
