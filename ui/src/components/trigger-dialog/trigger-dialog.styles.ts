import { css } from 'lit';

export const styles = css`
  form {
    display: grid;
    gap: 1rem;
  }
  .preview {
    display: grid;
    gap: 0.5rem;
    margin-top: 1rem;
    border-top: 1px solid var(--line);
    padding-top: 1rem;
  }
  h3 {
    font-size: var(--size-base);
    font-weight: 600;
  }
`;
