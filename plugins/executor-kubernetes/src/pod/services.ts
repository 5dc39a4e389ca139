import { startFailure, type ServiceSidecar } from '@turnpike/sdk';
import { imageName, imageOf } from '@turnpike/sdk/platform';
import type { KubernetesConfig } from '../config.js';
import type { Container } from '../client/resources.js';
import { SERVICE } from './names.js';
import { serviceSecurity } from './security.js';
import { resourcesOf } from './size-class.js';

/**
 * Containers of services. They share the network of the job, which finds them on localhost and by their names; when
 * they answer, the kubelet says so in the pod's status, by a probe within the container.
 *
 * @throws StartFailure where two want one port.
 */
export function serviceContainers(
  services: readonly ServiceSidecar[],
  config: KubernetesConfig,
): readonly Container[] {
  refuseSamePorts(services);
  return services.map((service) => containerOf(service, config));
}

const serviceName = (name: string): string =>
  `${SERVICE}${name.toLowerCase().replace(/[^a-z0-9-]/g, '-')}`.slice(0, 63).replace(/-+$/, '');

function containerOf(service: ServiceSidecar, config: KubernetesConfig): Container {
  const image = imageOf(service.image);
  const env = Object.entries(service.env ?? {}).map(([name, value]) => ({ name, value }));
  const probe = probeOf(service);
  return {
    name: serviceName(service.name),
    image: imageName(image, config.images.mirror),
    imagePullPolicy: image.digest ? 'IfNotPresent' : config.images.pullPolicy,
    env,
    ports: service.ports.map((containerPort) => ({ containerPort })),
    securityContext: serviceSecurity(config.profile),
    resources: resourcesOf(config.service),
    ...(probe && {
      startupProbe: {
        ...probe,
        periodSeconds: 1,
        timeoutSeconds: 10,
        // A service that is late is told by our own clock, in words; the kubelet would only kill it.
        failureThreshold: Math.ceil(config.clock.serviceSeconds) * 4,
      },
    }),
  };
}

function probeOf({ ready, ports }: ServiceSidecar): object | undefined {
  if (ready !== undefined) return { exec: { command: ['sh', '-c', ready] } };
  const [port] = ports;
  return port === undefined ? undefined : { tcpSocket: { port } };
}

function refuseSamePorts(services: readonly ServiceSidecar[]): void {
  const taken = new Map<number, string>();
  for (const { name, ports } of services) {
    for (const port of ports) {
      const other = taken.get(port);
      if (other !== undefined) {
        throw startFailure(
          'user',
          `The services ${other} and ${name} both want port ${port}, and all of a job's services share one network.`,
        );
      }
      taken.set(port, name);
    }
  }
}
