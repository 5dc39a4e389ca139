import { css } from 'lit';

export const styles = css`
  .cron {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 1.25rem;
    padding: 0.4rem 1rem;
  }
  .cron .button {
    margin-left: auto;
  }
  form {
    display: grid;
    grid-template-columns: 1fr 1fr auto auto;
    align-items: end;
    gap: 0.75rem;
    padding: 0.9rem 1rem;
    border-top: 1px solid var(--line);
  }
  .skip {
    min-height: 2rem;
    font-size: var(--size-m);
  }
  .pad {
    padding: 0.75rem 1rem;
  }
  @media (width < 760px) {
    form {
      grid-template-columns: 1fr;
    }
  }
`;
