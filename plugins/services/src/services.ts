import type { ServiceDefinition } from '@turnpike/sdk';
import { cassandra } from './cassandra/index.js';
import { couchdb } from './couchdb/index.js';
import { criDockerd } from './cri_dockerd/index.js';
import { docker } from './docker/index.js';
import { elasticsearch } from './elasticsearch/index.js';
import { hbase } from './hbase/index.js';
import { memcached } from './memcached/index.js';
import { mongodb } from './mongodb/index.js';
import { mysql } from './mysql/index.js';
import { neo4j } from './neo4j/index.js';
import { postgresql } from './postgresql/index.js';
import { rabbitmq } from './rabbitmq/index.js';
import { redis } from './redis/index.js';
import { rethinkdb } from './rethinkdb/index.js';
import { riak } from './riak/index.js';
import { xvfb } from './xvfb/index.js';

/** Every service, in alphabetical order of its folder. */
export const services: readonly ServiceDefinition[] = [
  cassandra,
  couchdb,
  criDockerd,
  docker,
  elasticsearch,
  hbase,
  memcached,
  mongodb,
  mysql,
  neo4j,
  postgresql,
  rabbitmq,
  redis,
  rethinkdb,
  riak,
  xvfb,
];
