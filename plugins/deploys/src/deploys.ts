import type { DeployDefinition } from '@turnpike/sdk';
import { cargo } from './cargo/index.js';
import { cloudfoundry } from './cloudfoundry/index.js';
import { docker } from './docker/index.js';
import { ecr } from './ecr/index.js';
import { firebase } from './firebase/index.js';
import { gcs } from './gcs/index.js';
import { hackage } from './hackage/index.js';
import { heroku } from './heroku/index.js';
import { lambda } from './lambda/index.js';
import { netlify } from './netlify/index.js';
import { npm } from './npm/index.js';
import { pages } from './pages/index.js';
import { puppetforge } from './puppetforge/index.js';
import { pypi } from './pypi/index.js';
import { releases } from './releases/index.js';
import { rubygems } from './rubygems/index.js';
import { s3 } from './s3/index.js';
import { script } from './script/index.js';
import { snap } from './snap/index.js';
import { surge } from './surge/index.js';

/** Every provider, in alphabetical order of its folder. */
export const deploys: readonly DeployDefinition[] = [
  cargo,
  cloudfoundry,
  docker,
  ecr,
  firebase,
  gcs,
  hackage,
  heroku,
  lambda,
  netlify,
  npm,
  pages,
  puppetforge,
  pypi,
  releases,
  rubygems,
  s3,
  script,
  snap,
  surge,
];
