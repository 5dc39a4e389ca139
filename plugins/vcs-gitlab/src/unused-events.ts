/** Events of GitLab that ask for nothing here, as `X-Gitlab-Event` names them. */
export const UNUSED_EVENTS: ReadonlySet<string> = new Set(
  [
    ...['Build', 'Confidential Issue', 'Confidential Note', 'Deployment', 'Emoji', 'Feature Flag'],
    ...['Issue', 'Job', 'Milestone', 'Note', 'Pipeline', 'Release', 'Resource Access Token'],
    ...['Resource Deploy Token', 'Service', 'Snippet', 'Subgroup', 'Vulnerability', 'Wiki Page'],
    'Work Item',
  ].map((name) => `${name} Hook`),
);
