import { css } from 'lit';

export const styles = css`
  :host {
    --more: color-mix(in srgb, var(--line-strong) 50%, transparent);
    display: block;
    min-width: 0;
  }
  nav {
    position: relative;
    display: flex;
    gap: 0.25rem;
    overflow-x: auto;
    border-bottom: 1px solid var(--line);
    /* Shades at an edge beyond which there are more tabs; the first two cover them where there are none. */
    background:
      linear-gradient(to right, var(--bg) 40%, transparent) left / 2.5rem 100% local,
      linear-gradient(to left, var(--bg) 40%, transparent) right / 2.5rem 100% local,
      linear-gradient(to right, var(--more), transparent) left / 1rem 100%,
      linear-gradient(to left, var(--more), transparent) right / 1rem 100%;
    background-repeat: no-repeat;
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
