{{- /* Roles of `mode: split` but the workers. */ -}}
{{- define "turnpike.roleNames" -}}
{{- if eq .Values.mode "single" }}single
{{- else }}
{{- $names := list "listener" "gatekeeper" "scheduler" "hub" "logs" "tasks" "api" "live" "web" "cron" "storage" }}
{{- if .Values.broker.embedded }}{{ $names = append $names "broker" }}{{ end }}
{{- join " " $names }}
{{- end }}
{{- end }}

{{- /*
Values of one role: its own over `defaults`. In `mode: single` every name is the one pod.
(root, name)
*/ -}}
{{- define "turnpike.role" -}}
{{- $values := .root.Values }}
{{- $own := dict }}
{{- if eq $values.mode "single" }}{{ $own = $values.single }}
{{- else if eq .name "storage" }}{{ $own = $values.storageRole }}
{{- else if eq .name "broker" }}{{ $own = $values.brokerRole }}
{{- else }}{{ $own = index $values .name | default dict }}{{ end }}
{{- mergeOverwrite (deepCopy $values.defaults) (deepCopy $own) | toYaml }}
{{- end }}

{{- /* Pools of workers, each whole: `{pools: [{name, suffix, …}]}`. */ -}}
{{- define "turnpike.pools" -}}
{{- $values := .Values }}
{{- $base := mergeOverwrite (deepCopy $values.defaults) (deepCopy (omit $values.worker "pools")) }}
{{- $pools := list }}
{{- if and $values.worker.enabled (eq $values.mode "split") }}
{{- if $values.worker.pools }}
{{- range $values.worker.pools }}
{{- $pools = append $pools (mergeOverwrite (deepCopy $base) (deepCopy .) (dict "component" (printf "worker-%s" .name))) }}
{{- end }}
{{- else }}
{{- $pools = append $pools (mergeOverwrite (deepCopy $base) (dict "component" "worker" "name" "")) }}
{{- end }}
{{- end }}
{{- toYaml (dict "pools" $pools) }}
{{- end }}

{{- /* Jobs at once of a worker: a pod that only watches others is good for many. (worker or pool) */ -}}
{{- define "turnpike.slots" -}}
{{- if kindIs "invalid" .slots }}{{ ternary 50 4 (eq .executor "kubernetes") }}{{ else }}{{ int .slots }}{{ end }}
{{- end }}

{{- /* Does anything here run jobs in pods? "yes" or nothing. */ -}}
{{- define "turnpike.runsPods" -}}
{{- if eq .Values.mode "single" }}
{{- if and .Values.worker.enabled (eq .Values.worker.executor "kubernetes") }}yes{{ end }}
{{- else }}
{{- $found := "" }}
{{- range (fromYaml (include "turnpike.pools" .)).pools }}{{ if eq .executor "kubernetes" }}{{ $found = "yes" }}{{ end }}{{ end }}
{{- $found }}
{{- end }}
{{- end }}

{{- /* Service accounts that start jobs' pods, as a list in YAML. */ -}}
{{- define "turnpike.podStarters" -}}
{{- $names := list }}
{{- if eq .Values.mode "single" }}
{{- if include "turnpike.runsPods" . }}{{ $names = append $names (include "turnpike.fullname" .) }}{{ end }}
{{- else }}
{{- $root := . }}
{{- range (fromYaml (include "turnpike.pools" .)).pools }}
{{- if eq .executor "kubernetes" }}{{ $names = append $names (printf "%s-%s" (include "turnpike.fullname" $root) .component) }}{{ end }}
{{- end }}
{{- end }}
{{- toYaml (dict "names" $names) }}
{{- end }}

{{- /* Which files of its own a role keeps: "logs", "files", "all" or nothing. (root, name) */ -}}
{{- define "turnpike.keeps" -}}
{{- if eq .name "single" }}all
{{- else if and (eq .name "logs") (eq .root.Values.storage.logs.store "fs") }}logs
{{- else if and (eq .name "storage") (eq .root.Values.storage.files.store "fs") }}files{{ end }}
{{- end }}

{{- /* Is there a PostgreSQL? */ -}}
{{- define "turnpike.hasDatabase" -}}
{{- if or .Values.database.url .Values.database.existingSecret .Values.database.trial.enabled (((.Values.config).database).url) }}yes{{ end }}
{{- end }}
