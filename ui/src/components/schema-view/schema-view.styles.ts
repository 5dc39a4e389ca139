import { css } from 'lit';

export const styles = css`
  ul {
    margin: 0;
    padding: 0 0 0 0.9rem;
    border-left: 1px solid var(--line);
    list-style: none;
  }
  li {
    padding: 0.15rem 0;
    overflow-wrap: anywhere;
  }
  summary {
    cursor: pointer;
  }
  code,
  .type {
    font-family: var(--mono);
    font-size: var(--size-s);
  }
  .type,
  .text,
  .plain {
    color: var(--muted);
    font-size: var(--size-s);
  }
  .text::before {
    content: '– ';
  }
`;
