import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    background: var(--surface);
    border-bottom: 1px solid var(--line);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 1.5rem;
    max-width: calc(var(--page) + 2 * var(--gutter));
    min-height: 3rem;
    margin: 0 auto;
    padding: 0 var(--gutter);
  }
  .brand {
    display: inline-flex;
    align-items: center;
    gap: 0.5rem;
    min-height: 2.5rem;
    color: var(--text);
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  .brand:hover {
    text-decoration: none;
  }
  .brand svg {
    width: 1.5rem;
    height: 1.5rem;
  }
  .brand rect {
    fill: #2b4c9b;
  }
  .brand path {
    fill: none;
    stroke: #fff;
    stroke-width: 1.9;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  nav {
    display: flex;
    align-items: center;
    gap: 0.25rem;
  }
  nav > a {
    padding: 0.3rem 0.6rem;
    border-radius: var(--radius);
    color: var(--muted);
    font-size: var(--size-m);
    font-weight: 500;
    white-space: nowrap;
  }
  nav > a:hover {
    background: var(--hover);
    color: var(--text);
    text-decoration: none;
  }
  nav > a[aria-current] {
    background: var(--accent-soft);
    color: var(--accent);
  }
  .tools {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    margin-left: auto;
  }
  .live {
    display: inline-flex;
    align-items: center;
    gap: 0.3rem;
    padding: 0.1rem 0.5rem;
    border-radius: 99px;
    background: var(--started-soft);
    color: var(--started);
    font-size: var(--size-s);
    font-weight: 550;
  }
  .user tp-icon:last-child {
    font-size: 0.75rem;
  }
  @media (width < 640px) {
    nav {
      order: 3;
      flex-basis: 100%;
      margin: 0 -0.6rem;
      padding-bottom: 0.4rem;
      overflow-x: auto;
    }
    .live span {
      display: none;
    }
  }
`;
