import type { AddonDefinition } from '@turnpike/sdk';
import { apt } from './apt/index.js';
import { aptPackages } from './apt_packages/index.js';
import { aptRetries } from './apt_retries/index.js';
import { artifacts } from './artifacts/index.js';
import { blender } from './blender/index.js';
import { browserstack } from './browserstack/index.js';
import { chrome } from './chrome/index.js';
import { codeClimate } from './code_climate/index.js';
import { coverityScan } from './coverity_scan/index.js';
import { firefox } from './firefox/index.js';
import { homebrew } from './homebrew/index.js';
import { hostname } from './hostname/index.js';
import { hosts } from './hosts/index.js';
import { jwt } from './jwt/index.js';
import { mariadb } from './mariadb/index.js';
import { pkg } from './pkg/index.js';
import { postgresql } from './postgresql/index.js';
import { rethinkdb } from './rethinkdb/index.js';
import { sauceConnect } from './sauce_connect/index.js';
import { sbom } from './sbom/index.js';
import { snaps } from './snaps/index.js';
import { sonarcloud } from './sonarcloud/index.js';
import { sonarqube } from './sonarqube/index.js';
import { srcclr } from './srcclr/index.js';
import { sshKnownHosts } from './ssh_known_hosts/index.js';
import { tensorFlow } from './tensor_flow/index.js';

/** Every add-on, in alphabetical order of its folder. */
export const addons: readonly AddonDefinition[] = [
  apt,
  aptPackages,
  aptRetries,
  artifacts,
  blender,
  browserstack,
  chrome,
  codeClimate,
  coverityScan,
  firefox,
  homebrew,
  hostname,
  hosts,
  jwt,
  mariadb,
  pkg,
  postgresql,
  rethinkdb,
  sauceConnect,
  sbom,
  snaps,
  sonarcloud,
  sonarqube,
  srcclr,
  sshKnownHosts,
  tensorFlow,
];
