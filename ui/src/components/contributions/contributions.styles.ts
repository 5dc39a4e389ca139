import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
  }
  section {
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) + 2px);
    background: var(--surface);
    padding: 0.75rem 1rem 1rem;
  }
  h2 {
    display: flex;
    justify-content: space-between;
    margin-bottom: 0.5rem;
    font-size: var(--size-base);
    font-weight: 600;
  }
  h2 span {
    color: var(--muted);
    font-size: var(--size-s);
    font-weight: 400;
  }
`;
