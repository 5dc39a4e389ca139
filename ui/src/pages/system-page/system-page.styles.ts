import { css } from 'lit';

export const styles = css`
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25rem 1rem;
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(6, minmax(0, 1fr));
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) + 2px);
    background: var(--surface);
    overflow: hidden;
  }
  .figures > div {
    padding: 0.7rem 1rem;
    border-left: 1px solid var(--line);
    margin-left: -1px;
    min-width: 0;
  }
  dt {
    color: var(--muted);
    font-size: var(--size-s);
  }
  dd {
    font-size: var(--size-xl);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
  }
  dd.about {
    overflow: hidden;
    color: var(--muted);
    font-size: var(--size-s);
    font-weight: 400;
    text-overflow: ellipsis;
    white-space: nowrap;
    letter-spacing: 0;
  }
  dd.bad {
    color: var(--failed);
  }
  .pad {
    padding: 0.75rem 1rem;
  }
  .why {
    min-width: 14rem;
  }
  .why::first-letter {
    text-transform: uppercase;
  }
  .small {
    font-size: var(--size-s);
  }
  .slots {
    display: inline-flex;
    gap: 2px;
    margin-right: 0.4rem;
    vertical-align: middle;
  }
  .slots i {
    width: 0.5rem;
    height: 0.9rem;
    border-radius: 2px;
    background: var(--hover);
    box-shadow: inset 0 0 0 1px var(--line);
  }
  .slots i.busy {
    background: var(--fill-started);
    box-shadow: none;
  }
  .note tp-icon {
    margin-top: 0.15rem;
  }
  @media (width < 760px) {
    .figures {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
    .figures > div:nth-child(n + 4) {
      border-top: 1px solid var(--line);
    }
    dd {
      font-size: var(--size-l);
    }
  }
`;
