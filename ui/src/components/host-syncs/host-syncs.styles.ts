import { css } from 'lit';

export const styles = css`
  .sync {
    flex-wrap: wrap;
  }
  .wide {
    flex-basis: 100%;
  }
  .withheld a {
    text-decoration: underline;
  }
  .withheld {
    margin: 0.25rem 0 0;
    padding-left: 1.25rem;
  }
`;
