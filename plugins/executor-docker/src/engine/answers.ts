/** What of an engine's answers is used here. */

export interface ContainerState {
  readonly Id: string;
  readonly State: {
    readonly Running: boolean;
    readonly ExitCode: number;
    readonly OOMKilled: boolean;
    readonly Error: string;
  };
  readonly Config: { readonly Labels: Labels | null };
  readonly SizeRw?: number;
}
export type Labels = Readonly<Record<string, string>>;

export interface EngineInfo {
  readonly ServerVersion: string;
  readonly OSType: string;
  readonly Architecture: string;
  readonly Driver: string;
  readonly CgroupVersion?: string;
  readonly CgroupDriver?: string;
  readonly MemoryLimit?: boolean;
  readonly SwapLimit?: boolean;
  readonly CpuCfsQuota?: boolean;
  readonly PidsLimit?: boolean;
  readonly SecurityOptions?: readonly string[] | null;
  readonly DockerRootDir?: string;
  readonly DriverStatus?: readonly (readonly [string, string])[] | null;
}

export interface ImageInfo {
  readonly Id: string;
  readonly Architecture: string;
  readonly Os: string;
  readonly RepoDigests?: readonly string[] | null;
}

export interface Listed {
  readonly Id: string;
  readonly Labels: Labels | null;
}
