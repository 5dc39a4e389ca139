/** Secrets of the configuration and of the settings: in the job, and nowhere to be read. */
import type { WireJob } from '@turnpike/core/contracts';
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import { publicEncrypt, constants } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';

const IN_CONFIG = 'hidden-in-the-configuration';
const IN_SETTINGS = 'hidden-in-the-settings';

let platform: TestPlatform;
beforeAll(async () => void (platform = await testPlatform()), 300_000);
afterAll(() => platform.stop());

it('are known to the script, masked in the log and shown by no answer', async () => {
  const { api } = platform;
  const plain = { '.travis.yml': 'language: shell\nscript: "true"\n' };
  const project = await platform.project(plain);
  await api.post(`/v3/repo/${project.id}/env_vars`, {
    'env_var.name': 'FROM_SETTINGS',
    'env_var.value': IN_SETTINGS,
    'env_var.public': false,
  });
  const { public_key: key } = await api.get<{ public_key: string }>(
    `/v3/repo/${project.id}/key_pair/generated`,
  );
  const padding = constants.RSA_PKCS1_PADDING;
  const secure = publicEncrypt({ key, padding }, Buffer.from(`FROM_CONFIG=${IN_CONFIG}`));
  const build = await project.build({
    '.travis.yml': `language: shell
env:
  global:
    - secure: "${secure.toString('base64')}"
script: |
  test "$FROM_CONFIG" = "$(printf '%s-in-the-%s' hidden configuration)" || exit 1
  test "$FROM_SETTINGS" = "$(printf '%s-in-the-%s' hidden settings)" || exit 1
  echo "told: $FROM_CONFIG $FROM_SETTINGS"
`,
  });
  const log = await project.logs(build);
  expect(log).toContain('told: [secure] [secure]');
  expect(build.state).toBe('passed');
  const { jobs } = await api.get<{ jobs: WireJob[] }>(`/v3/build/${build.id}/jobs`);
  for (const path of [
    `/v3/build/${build.id}?include=build.jobs,job.config,build.request`,
    `/v3/job/${jobs[0]!.id}?include=job.config`,
    `/v3/job/${jobs[0]!.id}/log`,
    `/v3/repo/${project.id}/env_vars`,
    `/v3/repo/${project.id}/requests`,
  ]) {
    const text = await api.text(path);
    expect(text, path).not.toContain(IN_CONFIG);
    expect(text, path).not.toContain(IN_SETTINGS);
  }
});
