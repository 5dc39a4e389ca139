import { css } from 'lit';

export const styles = css`
  ol {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.4rem;
    font-size: var(--size-m);
  }
  a {
    color: var(--muted);
  }
  a:hover {
    color: var(--accent);
  }
  li + li::before {
    content: '/';
    margin-right: 0.4rem;
    color: var(--line-strong);
  }
`;
