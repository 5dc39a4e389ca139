import { css } from 'lit';

export const styles = css`
  .setting {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    padding: 0.6rem 1rem;
    cursor: pointer;
  }
  .setting > span {
    display: grid;
    min-width: 0;
  }
  strong {
    font-weight: 550;
  }
  small {
    color: var(--muted);
    font-size: var(--size-s);
  }
  .number {
    flex: none;
    width: 6rem;
    text-align: right;
  }
  .key {
    display: grid;
    gap: 0.5rem;
    font-size: var(--size-m);
  }
  pre {
    margin: 0;
    padding: 0.6rem 0.8rem;
    border-radius: var(--radius);
    background: var(--sunken);
    font-size: var(--size-s);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .key code {
    overflow-wrap: anywhere;
  }
  .grow {
    flex: 1 1 12rem;
  }
`;
