import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  h3 {
    padding: 0.6rem 1rem 0.3rem;
    font-size: var(--size-m);
    font-weight: 600;
  }
  h3 span {
    color: var(--muted);
    font-weight: 400;
  }
  section + section {
    border-top: 1px solid var(--line);
  }
  li + li {
    border-top: 1px solid var(--line);
  }
  summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.5rem;
    padding: 0.45rem 1rem;
    cursor: pointer;
    list-style: none;
  }
  summary::before {
    content: '';
    width: 0.4rem;
    height: 0.4rem;
    border: solid var(--muted);
    border-width: 0 1.5px 1.5px 0;
    transform: rotate(-45deg);
  }
  details[open] summary::before {
    transform: rotate(45deg);
  }
  summary:hover {
    background: var(--sunken);
  }
  summary:focus-visible {
    outline-offset: -2px;
  }
  .number {
    min-width: 2.2rem;
    color: var(--muted);
    font-size: var(--size-m);
  }
  strong {
    font-weight: 550;
  }
  .origin {
    margin-left: auto;
    color: var(--muted);
    font-size: var(--size-s);
  }
`;
