import { defineDaemon } from '../shared/daemon.js';

/** HBase, a wide-column store. */
export const hbase = defineDaemon({
  id: 'hbase-master',
  summary: 'HBase, a wide-column store.',
  aliases: ['hbase'],
  port: 2181,
});

/** For whoever installs it alone. @alias */
export const plugin = hbase;
