import { css } from 'lit';

/** A panel whose entries are added by the form below them and deleted by the button at their end. */
export const entryList = css`
  .entry {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 1.25rem;
    min-height: 2.75rem;
    padding: 0.4rem 3.25rem 0.4rem 1rem;
  }
  .entry > .button,
  .entry > .actions {
    position: absolute;
    top: 0.35rem;
    right: 0.75rem;
  }
  .entry > .actions {
    display: flex;
    gap: 0.25rem;
  }
  .entry:has(.actions) {
    padding-right: 5.75rem;
  }
  form {
    display: grid;
    grid-template-columns: var(--form-columns);
    align-items: end;
    justify-content: start;
    gap: 0.75rem;
    padding: 0.9rem 1rem;
    border-top: 1px solid var(--line);
  }
  form > .button {
    justify-self: start;
  }
  .check {
    min-height: 2rem;
    font-size: var(--size-m);
  }
  .pad {
    padding: 0.75rem 1rem;
  }
  @media (width < 760px) {
    form {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
