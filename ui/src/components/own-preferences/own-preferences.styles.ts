import { css } from 'lit';

export const styles = css`
  .check {
    gap: 0.6rem;
    padding: 0.75rem 1rem;
  }
`;
