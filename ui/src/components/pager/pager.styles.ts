import { css } from 'lit';

export const styles = css`
  nav {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 0.5rem;
    padding: 0.6rem 1rem;
    border-top: 1px solid var(--line);
  }
  .muted {
    margin-right: auto;
    font-size: var(--size-m);
  }
`;
