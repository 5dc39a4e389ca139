import { css } from 'lit';

export const styles = css`
  .card {
    display: grid;
    gap: 1rem;
    width: min(24rem, 100%);
    margin: 8vh auto 0;
    padding: 1.75rem;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  form {
    display: grid;
    gap: 0.9rem;
  }
  .input {
    min-height: 2.4rem;
  }
  .wide {
    min-height: 2.4rem;
    width: 100%;
  }
  .hint {
    color: var(--muted);
    font-size: var(--size-s);
  }
`;
