import { css } from 'lit';

/** Headings, panels and lists of pages. */
export const page = css`
  :host {
    display: block;
  }
  h1 {
    font-size: var(--size-xl);
    font-weight: 600;
    line-height: 1.3;
    letter-spacing: -0.012em;
  }
  h1:focus {
    outline: none;
  }
  h2 {
    font-size: var(--size-l);
    font-weight: 600;
    line-height: 1.4;
  }
  h3 {
    font-size: var(--size-base);
    font-weight: 600;
  }
  .stack {
    display: grid;
    gap: 1.25rem;
    grid-template-columns: minmax(0, 1fr);
  }
  .panel {
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) + 2px);
    background: var(--surface);
    min-width: 0;
    overflow: clip;
  }
  .panel > .pad {
    padding: 1rem;
  }
  .panel-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
    min-height: 2.75rem;
    padding: 0.4rem 1rem;
    border-bottom: 1px solid var(--line);
  }
  .panel-head h2,
  .panel-head h3 {
    font-size: var(--size-base);
    margin-right: auto;
  }
  .section-head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25rem 0.75rem;
    margin-bottom: 0.5rem;
  }
  .rows > li + li,
  .rows > * + * {
    border-top: 1px solid var(--line);
  }
  .scroll {
    position: relative;
    overflow-x: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--size-m);
  }
  th {
    padding: 0.45rem 0.75rem;
    color: var(--muted);
    font-size: var(--size-s);
    font-weight: 550;
    text-align: left;
    white-space: nowrap;
  }
  td {
    padding: 0.45rem 0.75rem;
    border-top: 1px solid var(--line);
    vertical-align: top;
  }
  /* A button is taller than the line that it stands in. */
  td > .button {
    margin-block: -0.4rem;
  }
  th.end,
  td.end {
    text-align: right;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  th:first-child,
  td:first-child {
    padding-left: 1rem;
  }
  th:last-child,
  td:last-child {
    padding-right: 1rem;
  }
  @media (width < 640px) {
    table.cards thead {
      position: absolute;
      overflow: hidden;
      width: 1px;
      height: 1px;
      clip-path: inset(50%);
    }
    table.cards tr {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.15rem 0.9rem;
      padding: 0.6rem 1rem;
      border-top: 1px solid var(--line);
    }
    table.cards tbody tr:first-child {
      border-top: 0;
    }
    table.cards td {
      padding: 0;
      border: 0;
    }
    table.cards td.none {
      display: none;
    }
    table.cards td.wide {
      flex: 1 0 100%;
      min-width: 0;
    }
    table.cards td[data-label]::before {
      content: attr(data-label) ' ';
      color: var(--muted);
    }
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.25rem;
    color: var(--muted);
    font-size: var(--size-m);
  }
  .facts > * {
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
    min-width: 0;
  }
  .facts a {
    color: inherit;
  }
  .facts a:hover {
    color: var(--accent);
  }
`;
