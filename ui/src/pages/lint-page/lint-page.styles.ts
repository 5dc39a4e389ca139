import { css } from 'lit';

export const styles = css`
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25rem 1rem;
  }
  .halves {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    align-items: start;
    gap: 1.25rem;
  }
  .left {
    position: sticky;
    top: 1rem;
    overflow: hidden;
  }
  .left textarea {
    display: block;
    height: 32rem;
    border: 0;
    border-radius: 0;
  }
  .left textarea:focus-visible {
    outline-offset: -3px;
  }
  .jobs {
    padding: 0.9rem 1rem 0.4rem;
    border-top: 1px solid var(--line);
  }
  @media (width < 860px) {
    .halves {
      grid-template-columns: minmax(0, 1fr);
    }
    .left {
      position: static;
    }
    .left textarea {
      height: 18rem;
    }
  }
`;
