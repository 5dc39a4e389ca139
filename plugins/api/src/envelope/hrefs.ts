/** Addresses of the resources. */
export const hrefs = {
  user: (id: number) => `/v3/user/${id}`,
  owner: (login: string) => `/v3/owner/${encodeURIComponent(login)}`,
  repository: (id: number) => `/v3/repo/${id}`,
  branch: (repositoryId: number, name: string) =>
    `/v3/repo/${repositoryId}/branch/${encodeURIComponent(name)}`,
  build: (id: number) => `/v3/build/${id}`,
  job: (id: number) => `/v3/job/${id}`,
  log: (jobId: number) => `/v3/job/${jobId}/log`,
  request: (repositoryId: number, id: number) => `/v3/repo/${repositoryId}/request/${id}`,
  ownerSetting: (login: string, name: string) =>
    `/v3/owner/${encodeURIComponent(login)}/setting/${name}`,
  setting: (repositoryId: number, name: string) => `/v3/repo/${repositoryId}/setting/${name}`,
  envVar: (repositoryId: number, id: number) => `/v3/repo/${repositoryId}/env_var/${id}`,
  cron: (id: number) => `/v3/cron/${id}`,
  delivery: (id: number) => `/v3/delivery/${id}`,
} as const;
