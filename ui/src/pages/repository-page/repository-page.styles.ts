import { css } from 'lit';

export const styles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    justify-content: space-between;
    gap: 0.75rem;
  }
  h1 tp-icon {
    color: var(--muted);
  }
  .note {
    align-items: center;
  }
  .note .button {
    margin-left: auto;
  }
`;
