{{- /*
The pod of a role or of a pool of workers, as a template within a workload.
(root, name, role; pool for workers)
*/ -}}
{{- define "turnpike.podTemplate" -}}
{{- $root := .root }}
{{- $v := $root.Values }}
{{- $fullname := include "turnpike.fullname" $root }}
{{- $role := .role }}
{{- $isWorker := not (not .pool) }}
{{- $files := fromYaml (include "turnpike.files" .) }}
{{- $prefix := .name }}
{{- $bare := or $isWorker (eq .name "broker") }}
{{- $startsPods := has (include "turnpike.accountName" .) ((fromYaml (include "turnpike.podStarters" $root)).names | default list) }}
{{- $keeps := include "turnpike.keeps" (dict "root" $root "name" .name) }}
{{- $usesS3 := and (include "turnpike.s3" $root) (not $bare) }}
metadata:
  labels:
    {{- range $key, $value := mergeOverwrite (dict) $role.podLabels (fromYaml (include "turnpike.labels" .)) }}
    {{ $key }}: {{ $value | quote }}
    {{- end }}
  annotations:
    checksum/config: {{ list $files (include "turnpike.literals" $root) | toJson | sha256sum }}
    {{- range $key, $value := mergeOverwrite (dict) $v.commonAnnotations $v.secrets.annotations $role.podAnnotations }}
    {{ $key }}: {{ $value | quote }}
    {{- end }}
spec:
  serviceAccountName: {{ include "turnpike.accountName" . }}
  automountServiceAccountToken: {{ $startsPods }}
  # Variables that Kubernetes makes of Services begin with TURNPIKE_ as those of the product do.
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ ternary (max (int $role.terminationGracePeriodSeconds) (add (int $role.drainSeconds) 30)) (int $role.terminationGracePeriodSeconds) $isWorker }}
  securityContext:
    {{- toYaml $role.podSecurityContext | nindent 4 }}
  {{- if not (kindIs "invalid" $role.hostUsers) }}
  hostUsers: {{ $role.hostUsers }}
  {{- end }}
  {{- with $v.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- include "turnpike.placement" (dict "root" $root "pod" $role) | nindent 2 }}
  {{- with $role.dnsConfig }}
  dnsConfig:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $role.extraInitContainers }}
  initContainers:
    {{- tpl (toYaml .) $root | nindent 4 }}
  {{- end }}
  containers:
    - name: turnpike
      image: {{ include "turnpike.image" (dict "root" $root "image" $v.image "tag" $root.Chart.AppVersion) | quote }}
      imagePullPolicy: {{ $v.image.pullPolicy }}
      args:
        - start
        {{- if $isWorker }}
        - --role=worker
        {{- else if ne .name "single" }}
        - --role={{ .name }}
        {{- else if $v.sample }}
        - --sample
        {{- end }}
        {{- range $file, $_ := $files }}
        - --config=/etc/turnpike/config/{{ $file }}
        {{- end }}
        {{- if $bare }}
        - --set=database.url=none
        {{- end }}
      env:
        {{- if $isWorker }}
        {{- include "turnpike.workerEnv" . | nindent 8 }}
        {{- else }}
        {{- include "turnpike.roleEnv" . | nindent 8 }}
        {{- end }}
        {{- with $role.extraEnv }}
        {{- tpl (toYaml .) $root | nindent 8 }}
        {{- end }}
      {{- with $role.extraEnvFrom }}
      envFrom:
        {{- tpl (toYaml .) $root | nindent 8 }}
      {{- end }}
      ports:
        - { name: http, containerPort: 3030 }
        {{- if eq .name "broker" }}
        - { name: mqtt, containerPort: 1883 }
        {{- end }}
      {{- include "turnpike.probes" $role | nindent 6 }}
      lifecycle:
        {{- toYaml ($role.lifecycle | default (dict "preStop" (dict "exec" (dict "command" (list "sleep" "5"))))) | nindent 8 }}
      resources:
        {{- toYaml $role.resources | nindent 8 }}
      securityContext:
        {{- toYaml $role.securityContext | nindent 8 }}
      volumeMounts:
        - { name: config, mountPath: /etc/turnpike/config, readOnly: true }
        {{- if not $bare }}
        - { name: secrets, mountPath: /etc/turnpike/secrets, readOnly: true }
        {{- end }}
        - { name: data, mountPath: /data }
        - { name: tmp, mountPath: /tmp, subPath: tmp }
        - { name: tmp, mountPath: /var/tmp, subPath: var-tmp }
        {{- if and $v.broker.caConfigMap (not $v.broker.embedded) }}
        - { name: broker-ca, mountPath: /etc/turnpike/broker-ca, readOnly: true }
        {{- end }}
        {{- if and $usesS3 $v.storage.s3.caConfigMap }}
        - { name: s3-ca, mountPath: /etc/turnpike/s3-ca, readOnly: true }
        {{- end }}
        {{- with $role.extraVolumeMounts }}
        {{- tpl (toYaml .) $root | nindent 8 }}
        {{- end }}
    {{- with $role.extraContainers }}
    {{- tpl (toYaml .) $root | nindent 4 }}
    {{- end }}
  volumes:
    - name: config
      secret:
        secretName: {{ $fullname }}-config
        defaultMode: 0440
        items:
          {{- range $file, $_ := $files }}
          - { key: {{ $prefix }}.{{ $file }}, path: {{ $file }} }
          {{- end }}
    {{- if not $bare }}
    - name: secrets
      secret:
        secretName: {{ include "turnpike.secretName" $root }}
        defaultMode: 0440
        items:
          - { key: {{ $v.secrets.keys.encryption }}, path: encryption-key }
          - { key: {{ $v.secrets.keys.signing }}, path: signing-key }
    {{- end }}
    - name: data
      {{- if and $keeps $role.persistence.enabled }}
      persistentVolumeClaim: { claimName: {{ $role.persistence.existingClaim | default (include "turnpike.workloadName" .) }} }
      {{- else }}
      emptyDir: {}
      {{- end }}
    - name: tmp
      emptyDir: {}
    {{- if and $v.broker.caConfigMap (not $v.broker.embedded) }}
    - name: broker-ca
      configMap: { name: {{ $v.broker.caConfigMap }} }
    {{- end }}
    {{- if and $usesS3 $v.storage.s3.caConfigMap }}
    - name: s3-ca
      configMap: { name: {{ $v.storage.s3.caConfigMap }} }
    {{- end }}
    {{- with $role.extraVolumes }}
    {{- tpl (toYaml .) $root | nindent 4 }}
    {{- end }}
{{- end }}

{{- /* The one pod of `mode: single` has the release's name. (root, name) */ -}}
{{- define "turnpike.workloadName" -}}
{{- if eq .name "single" }}{{ include "turnpike.fullname" .root }}{{ else }}{{ include "turnpike.fullname" .root }}-{{ .name }}{{ end }}
{{- end }}

{{- define "turnpike.accountName" -}}
{{ include "turnpike.workloadName" . }}
{{- end }}

{{- /* Where a pod may run. (root, pod) */ -}}
{{- define "turnpike.placement" -}}
{{- $root := .root }}
{{- range $key := list "nodeSelector" "tolerations" "affinity" "topologySpreadConstraints" }}
{{- with index $.pod $key }}
{{ $key }}:
  {{- tpl (toYaml .) $root | nindent 2 }}
{{- end }}
{{- end }}
{{- with .pod.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}

{{- /* Liveness never asks the database: its outage must not restart everything. */ -}}
{{- define "turnpike.probes" -}}
{{- $ready := dict "httpGet" (dict "path" "/readyz" "port" "http") }}
{{- $alive := dict "httpGet" (dict "path" "/healthz" "port" "http") }}
startupProbe:
  {{- toYaml (mergeOverwrite (deepCopy $ready) (dict "periodSeconds" 2 "failureThreshold" 60 "timeoutSeconds" 5) .probes.startup) | nindent 2 }}
readinessProbe:
  {{- toYaml (mergeOverwrite (deepCopy $ready) (dict "periodSeconds" 10 "timeoutSeconds" 5) .probes.readiness) | nindent 2 }}
livenessProbe:
  {{- toYaml (mergeOverwrite (deepCopy $alive) (dict "periodSeconds" 10 "failureThreshold" 6 "timeoutSeconds" 5) .probes.liveness) | nindent 2 }}
{{- end }}
