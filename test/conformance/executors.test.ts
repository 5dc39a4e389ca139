import { plugin as dummy } from '@turnpike/plugin-executor-dummy';
import { plugin as local } from '@turnpike/plugin-executor-local';
import { tokens, type Plugin } from '@turnpike/sdk';
import { executorConformance, type ExecutorSubject } from '@turnpike/sdk/conformance';
import { testPlugin } from '@turnpike/sdk/testing';

const subject = (plugin: Plugin) => async (): Promise<ExecutorSubject> => {
  const host = await testPlugin(plugin);
  const [executor] = host.resolve(tokens.executors);
  if (!executor) throw new Error(`${plugin.definition.id} provides no executor`);
  const hosts = [host];
  return {
    executor,
    async restarted() {
      const next = await testPlugin(plugin, { core: { dataDir: host.dataDir } });
      hosts.push(next);
      return next.resolve(tokens.executors)[0]!;
    },
    async dispose() {
      for (const one of hosts) await one.stop({ force: true });
    },
  };
};

executorConformance('executor-dummy', subject(dummy), { runsScripts: false });
executorConformance('executor-local', subject(local));
