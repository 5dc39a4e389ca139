import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    padding: 0.6rem 1rem;
  }
  .setting {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.4rem 1rem;
  }
  .about {
    display: grid;
    flex: 1 1 16rem;
    min-width: 0;
  }
  .about label,
  .about span {
    font-weight: 550;
  }
  small {
    color: var(--muted);
    font-size: var(--size-s);
  }
  .error {
    flex: 1 0 100%;
    color: var(--failed);
    font-size: var(--size-m);
    overflow-wrap: anywhere;
  }
  .field {
    flex: 0 1 16rem;
    width: 16rem;
  }
  .field.number {
    flex: none;
    width: 6rem;
    text-align: right;
  }
  .field[aria-invalid='true'] {
    border-color: var(--failed);
  }
  .words {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.9rem;
  }
  .words label {
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
    min-height: 1.75rem;
    font-size: var(--size-m);
  }
`;
