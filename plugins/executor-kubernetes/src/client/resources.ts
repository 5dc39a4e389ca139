/** What we read and write of the API's objects: no more of them than is used here. */

/** Of every object. */
export interface Meta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly ownerReferences?: readonly OwnerReference[];
}
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/** A pod as it is sent and as it is answered. */
export interface Pod {
  readonly apiVersion: 'v1';
  readonly kind: 'Pod';
  readonly metadata: Meta;
  readonly spec: PodSpec;
  readonly status?: PodStatus;
}
export interface PodSpec {
  readonly containers: readonly Container[];
  readonly nodeName?: string;
  readonly [key: string]: unknown;
}
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly [key: string]: unknown;
}

export interface PodStatus {
  readonly phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  /** `Evicted`, `DeadlineExceeded`, `NodeLost`, … */
  readonly reason?: string;
  readonly message?: string;
  readonly podIP?: string;
  readonly conditions?: readonly PodCondition[];
  readonly initContainerStatuses?: readonly ContainerStatus[];
  readonly containerStatuses?: readonly ContainerStatus[];
}
export interface PodCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
}
export interface ContainerStatus {
  readonly name: string;
  /** Its start-up probe has succeeded. */
  readonly started?: boolean;
  readonly ready?: boolean;
  readonly restartCount?: number;
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly running?: { readonly startedAt?: string };
    readonly terminated?: Terminated;
  };
}
export interface Terminated {
  readonly exitCode: number;
  readonly signal?: number;
  /** `Completed`, `Error`, `OOMKilled`, `ContainerStatusUnknown`, … */
  readonly reason?: string;
  /** What the container has written to its `terminationMessagePath`. */
  readonly message?: string;
}

/** Something that happened to an object, told by the scheduler, the kubelet or a controller. */
export interface ClusterEvent {
  readonly metadata: Meta;
  readonly reason?: string;
  readonly message?: string;
  readonly type?: string;
  readonly count?: number;
  readonly involvedObject?: { readonly uid?: string; readonly name?: string };
}

export interface List<T> {
  readonly metadata: { readonly resourceVersion?: string; readonly continue?: string };
  readonly items: readonly T[];
}

/** What the API answers instead of an object. */
export interface Status {
  readonly kind?: string;
  readonly status?: string;
  readonly message?: string;
  readonly reason?: string;
  readonly code?: number;
  readonly details?: {
    readonly retryAfterSeconds?: number;
    readonly causes?: readonly { readonly reason?: string; readonly message?: string }[];
  };
}

/** Finds a container by its name: their order means nothing. */
export function statusOf(pod: Pod | undefined, name: string): ContainerStatus | undefined {
  const { containerStatuses = [], initContainerStatuses = [] } = pod?.status ?? {};
  return [...containerStatuses, ...initContainerStatuses].find((status) => status.name === name);
}
