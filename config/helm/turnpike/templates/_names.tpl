{{- define "turnpike.name" -}}
{{ .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- /* At most 40 characters: names of roles and pods stand after it. */ -}}
{{- define "turnpike.fullname" -}}
{{- if .Values.fullnameOverride }}{{ .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- $name := include "turnpike.name" . }}
{{- if contains $name .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}{{ printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" }}{{ end }}
{{- end }}
{{- end }}

{{- /* Frozen: selectors cannot be changed later. (root, name) */ -}}
{{- define "turnpike.selector" -}}
app.kubernetes.io/name: {{ include "turnpike.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{- /* (root, name) */ -}}
{{- define "turnpike.labels" -}}
{{- $own := fromYaml (include "turnpike.selector" .) }}
{{- $_ := set $own "app.kubernetes.io/version" .root.Chart.AppVersion }}
{{- $_ := set $own "app.kubernetes.io/managed-by" .root.Release.Service }}
{{- $_ := set $own "app.kubernetes.io/part-of" "turnpike" }}
{{- $_ := set $own "helm.sh/chart" (printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_") }}
{{- range $key, $value := mergeOverwrite (deepCopy .root.Values.commonLabels) $own }}
{{ $key }}: {{ $value | quote }}
{{- end }}
{{- end }}

{{- /* Name, namespace, labels, annotations. (root, name; also: suffix, annotations, namespace) */ -}}
{{- define "turnpike.meta" -}}
name: {{ .fullname | default (printf "%s-%s" (include "turnpike.fullname" .root) (.suffix | default .name)) }}
namespace: {{ .namespace | default .root.Release.Namespace }}
labels:
  {{- include "turnpike.labels" . | trim | nindent 2 }}
{{- with mergeOverwrite (dict) .root.Values.commonAnnotations (.annotations | default dict) }}
annotations:
  {{- range $key, $value := . }}
  {{ $key }}: {{ $value | quote }}
  {{- end }}
{{- end }}
{{- end }}

{{- /* (root, image, tag) */ -}}
{{- define "turnpike.image" -}}
{{- $registry := ((.root.Values.global).imageRegistry) | default .image.registry }}
{{- $name := .image.repository }}
{{- if $registry }}{{ $name = printf "%s/%s" (trimSuffix "/" $registry) $name }}{{ end }}
{{- if .image.digest }}{{ printf "%s@%s" $name .image.digest }}
{{- else }}{{ printf "%s:%s" $name (.image.tag | default .tag | toString) }}{{ end }}
{{- end }}

{{- define "turnpike.jobsNamespace" -}}
{{ .Values.jobs.namespace | default (printf "%s-jobs" .Release.Namespace) }}
{{- end }}

{{- /* Of jobs and of forks' jobs, with commas. */ -}}
{{- define "turnpike.jobsNamespaces" -}}
{{- join "," (list (include "turnpike.jobsNamespace" .) .Values.jobs.forkNamespace | compact | uniq) }}
{{- end }}

{{- define "turnpike.secretName" -}}
{{ .Values.secrets.existingSecret | default (printf "%s-secrets" (include "turnpike.fullname" .)) }}
{{- end }}

{{- /* What browsers use. */ -}}
{{- define "turnpike.baseUrl" -}}
{{- if .Values.baseUrl }}{{ trimSuffix "/" .Values.baseUrl }}
{{- else if and .Values.ingress.enabled .Values.ingress.host -}}
{{ if .Values.ingress.tls }}https{{ else }}http{{ end }}://{{ .Values.ingress.host }}{{ trimSuffix "/" .Values.ingress.path }}
{{- else if and .Values.gateway.enabled .Values.gateway.hostnames -}}
https://{{ first .Values.gateway.hostnames }}
{{- else }}http://127.0.0.1:3030{{ end }}
{{- end }}

{{- /* The Service of a role, from anywhere in the cluster. (root, name) */ -}}
{{- define "turnpike.url" -}}
{{- $role := fromYaml (include "turnpike.role" .) }}
{{- $host := printf "%s-%s.%s.svc" (include "turnpike.fullname" .root) .name .root.Release.Namespace }}
{{- if eq .root.Values.mode "single" }}{{ $host = printf "%s.%s.svc" (include "turnpike.fullname" .root) .root.Release.Namespace }}{{ end }}
{{- $port := int $role.service.port }}
{{- if eq $port 80 }}http://{{ $host }}{{ else }}http://{{ $host }}:{{ $port }}{{ end }}
{{- end }}
