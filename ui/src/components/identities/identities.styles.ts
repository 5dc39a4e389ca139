import { css } from 'lit';

export const styles = css`
  .link {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    padding: 0.9rem 1rem;
    border-top: 1px solid var(--line);
  }
  .again {
    color: var(--failed);
  }
`;
