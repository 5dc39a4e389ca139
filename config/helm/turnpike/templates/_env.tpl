{{- /* (secret, key; optional) */ -}}
{{- define "turnpike.fromSecret" -}}
valueFrom:
  secretKeyRef: { name: {{ .secret }}, key: {{ .key }}{{ if .optional }}, optional: true{{ end }} }
{{- end }}

{{- /* Variables of a role. (root, name) */ -}}
{{- define "turnpike.roleEnv" -}}
{{- $v := .root.Values }}
{{- $made := include "turnpike.secretName" .root }}
{{- $literals := printf "%s-config" (include "turnpike.fullname" .root) }}
{{- if ne .name "broker" }}
- name: TURNPIKE_TOKENS_ROLE
  {{- include "turnpike.fromSecret" (dict "secret" $made "key" $v.secrets.keys.roles) | nindent 2 }}
- name: TURNPIKE_TOKENS_WORKER
  {{- include "turnpike.fromSecret" (dict "secret" $made "key" $v.secrets.keys.worker) | nindent 2 }}
{{- include "turnpike.databaseEnv" .root }}
{{- with $v.providers.github.existingSecret }}
- name: TURNPIKE_VCS_GITHUB_TOKEN
  {{- include "turnpike.fromSecret" (dict "secret" . "key" "token" "optional" true) | nindent 2 }}
- name: TURNPIKE_VCS_GITHUB_WEBHOOK_SECRETS
  {{- include "turnpike.fromSecret" (dict "secret" . "key" "webhook-secret" "optional" true) | nindent 2 }}
{{- end }}
{{- end }}
{{- if and $v.broker.embedded (eq $v.mode "split") }}
{{- if eq .name "broker" }}
- name: ROLE_PASSWORD
  {{- include "turnpike.fromSecret" (dict "secret" $made "key" "broker-role-password") | nindent 2 }}
- name: WORKER_PASSWORD
  {{- include "turnpike.fromSecret" (dict "secret" $made "key" "broker-worker-password") | nindent 2 }}
- name: TURNPIKE_BROKER_USERS
  value: '[{"user":"role","password":"$(ROLE_PASSWORD)","rights":"role"},{"user":"worker","password":"$(WORKER_PASSWORD)","rights":"worker"}]'
{{- else }}
- name: TURNPIKE_BUS_PASSWORD
  {{- include "turnpike.fromSecret" (dict "secret" $made "key" "broker-role-password") | nindent 2 }}
{{- end }}
{{- else }}
{{- include "turnpike.ownBrokerEnv" (dict "root" .root "prefix" "") }}
{{- end }}
{{- if include "turnpike.s3" .root }}{{ include "turnpike.s3Env" .root }}{{ end }}
{{- end }}

{{- /* Variables of a worker: no database, no secret of the roles. (root, pool) */ -}}
{{- define "turnpike.workerEnv" -}}
{{- $v := .root.Values }}
{{- $made := include "turnpike.secretName" .root }}
- name: TURNPIKE_WORKER_NAME
  valueFrom: { fieldRef: { fieldPath: metadata.name } }
- name: TURNPIKE_TOKENS_WORKER
  {{- include "turnpike.fromSecret" (dict "secret" (.pool.existingSecret | default $made) "key" $v.secrets.keys.worker) | nindent 2 }}
{{- if $v.broker.embedded }}
- name: TURNPIKE_BUS_PASSWORD
  {{- include "turnpike.fromSecret" (dict "secret" $made "key" "broker-worker-password") | nindent 2 }}
{{- else }}
{{- include "turnpike.ownBrokerEnv" (dict "root" .root "prefix" "worker-") }}
{{- end }}
{{- end }}

{{- define "turnpike.databaseEnv" -}}
{{- $db := .Values.database }}
{{- $literals := printf "%s-config" (include "turnpike.fullname" .) }}
{{- if $db.existingSecret }}
- name: TURNPIKE_DATABASE_URL
  {{- include "turnpike.fromSecret" (dict "secret" $db.existingSecret "key" $db.existingSecretKey) | nindent 2 }}
{{- else if $db.url }}
- name: TURNPIKE_DATABASE_URL
  {{- include "turnpike.fromSecret" (dict "secret" $literals "key" "database-url") | nindent 2 }}
{{- else if $db.trial.enabled }}
- name: DATABASE_PASSWORD
  {{- include "turnpike.trialPassword" . | nindent 2 }}
- name: TURNPIKE_DATABASE_URL
  value: postgres://{{ $db.trial.user | urlquery }}:$(DATABASE_PASSWORD)@{{ include "turnpike.fullname" . }}-postgresql:5432/{{ $db.trial.database | urlquery }}
{{- end }}
{{- end }}

{{- define "turnpike.trialPassword" -}}
{{- $literals := printf "%s-config" (include "turnpike.fullname" .) }}
{{- include "turnpike.fromSecret" (dict "secret" (ternary $literals (include "turnpike.secretName" .) (ne "" .Values.database.trial.password)) "key" "database-password") }}
{{- end }}

{{- /* (root, prefix of the keys) */ -}}
{{- define "turnpike.ownBrokerEnv" -}}
{{- $b := .root.Values.broker }}
{{- $literals := printf "%s-config" (include "turnpike.fullname" .root) }}
{{- if not $b.embedded }}
{{- if $b.existingSecret }}
- name: TURNPIKE_BUS_URL
  {{- include "turnpike.fromSecret" (dict "secret" $b.existingSecret "key" "url") | nindent 2 }}
- name: TURNPIKE_BUS_USER
  {{- include "turnpike.fromSecret" (dict "secret" $b.existingSecret "key" (printf "%suser" .prefix) "optional" true) | nindent 2 }}
- name: TURNPIKE_BUS_PASSWORD
  {{- include "turnpike.fromSecret" (dict "secret" $b.existingSecret "key" (printf "%spassword" .prefix) "optional" true) | nindent 2 }}
{{- else }}
{{- if $b.url }}
- name: TURNPIKE_BUS_URL
  {{- include "turnpike.fromSecret" (dict "secret" $literals "key" "broker-url") | nindent 2 }}
{{- end }}
{{- if $b.password }}
- name: TURNPIKE_BUS_PASSWORD
  {{- include "turnpike.fromSecret" (dict "secret" $literals "key" "broker-password") | nindent 2 }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "turnpike.s3Env" -}}
{{- with .Values.storage.s3.existingSecret }}
- name: AWS_ACCESS_KEY_ID
  {{- include "turnpike.fromSecret" (dict "secret" . "key" "access-key") | nindent 2 }}
- name: AWS_SECRET_ACCESS_KEY
  {{- include "turnpike.fromSecret" (dict "secret" . "key" "secret-key") | nindent 2 }}
{{- end }}
{{- end }}
