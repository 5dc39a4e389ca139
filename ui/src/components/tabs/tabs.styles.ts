import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    min-width: 0;
  }
  nav {
    position: relative;
    display: flex;
    gap: 0.25rem;
    overflow-x: auto;
    border-bottom: 1px solid var(--line);
    scrollbar-width: none;
  }
  a {
    flex: none;
    padding: 0.5rem 0.65rem;
    border-bottom: 2px solid transparent;
    color: var(--muted);
    font-size: var(--size-m);
    font-weight: 500;
  }
  a:hover {
    color: var(--text);
    text-decoration: none;
  }
  a:focus-visible {
    outline-offset: -2px;
  }
  a[aria-current] {
    border-color: var(--accent);
    color: var(--text);
  }
  .count {
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }
`;
