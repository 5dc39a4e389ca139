import { css } from 'lit';

export const styles = css`
  form {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    gap: 0.75rem;
    padding: 0.9rem 1rem;
  }
  .rows + form {
    border-top: 1px solid var(--line);
  }
  .field {
    flex: 0 1 16rem;
  }
  .token {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 1.25rem;
    padding: 0.4rem 1rem;
  }
  .token .button {
    margin-left: auto;
  }
  .once {
    align-items: center;
    border-radius: 0;
  }
  .once code {
    overflow-wrap: anywhere;
  }
  .once .button {
    margin-left: auto;
  }
  .pad {
    padding: 0.75rem 1rem;
  }
`;
