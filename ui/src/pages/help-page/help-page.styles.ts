import { css } from 'lit';

export const styles = css`
  .panel > .pad {
    display: grid;
    gap: 0.6rem;
    max-width: 48rem;
  }
  ol {
    display: grid;
    gap: 0.4rem;
    margin: 0;
    padding-left: 1.25rem;
    list-style: decimal;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(0, max-content) minmax(0, 1fr);
    gap: 0.4rem 1.25rem;
    margin: 0;
  }
  dd {
    margin: 0;
    color: var(--muted);
  }
  .pad a {
    text-decoration: underline;
  }
  code {
    overflow-wrap: anywhere;
  }
  @media (width < 640px) {
    dl {
      grid-template-columns: minmax(0, 1fr);
      gap: 0.1rem;
    }
    dd + dt {
      margin-top: 0.5rem;
    }
  }
`;
