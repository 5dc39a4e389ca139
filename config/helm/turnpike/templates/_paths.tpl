{{- /* Which role answers below which path, as `{paths: [{path, role}]}`. An ingress tells by the beginning, the longest first. */ -}}
{{- define "turnpike.paths" -}}
{{- $paths := list (dict "path" "/" "role" "single") }}
{{- if eq .Values.mode "split" }}
{{- $paths = list
  (dict "path" "/hooks" "role" "listener")
  (dict "path" "/live" "role" "live")
  (dict "path" "/app/turnpike" "role" "live")
  (dict "path" "/api/pusher" "role" "live")
  (dict "path" "/api" "role" "storage")
  (dict "path" "/storage" "role" "storage")
  (dict "path" "/v3/build" "role" "storage")
  (dict "path" "/v3/repo" "role" "storage")
  (dict "path" "/v3" "role" "api")
  (dict "path" "/schema" "role" "api")
  (dict "path" "/" "role" "web") }}
{{- if .Values.ingress.exposeInternal }}
{{- $paths = concat (list (dict "path" "/rpc" "role" "hub") (dict "path" "/logs" "role" "logs")) $paths }}
{{- end }}
{{- end }}
{{- $base := trimSuffix "/" .Values.ingress.path }}
{{- $all := list }}
{{- range $paths }}
{{- $all = append $all (dict "path" (ternary (printf "%s%s" $base .path) ($base | default "/") (ne .path "/")) "role" .role) }}
{{- end }}
{{- toYaml (dict "paths" $all) }}
{{- end }}

{{- /* Names of hosts and what is behind each, as `{hosts: [{host, paths}]}`. */ -}}
{{- define "turnpike.hosts" -}}
{{- $v := .Values }}
{{- $split := eq $v.mode "split" }}
{{- $base := $v.ingress.path | default "/" }}
{{- $hosts := list (dict "host" $v.ingress.host "paths" (fromYaml (include "turnpike.paths" .)).paths) }}
{{- $own := dict "listener" (list (dict "path" $base "role" (ternary "listener" "single" $split))) }}
{{- $api := list }}
{{- range (fromYaml (include "turnpike.paths" .)).paths }}
{{- $api = append $api (ternary (dict "path" .path "role" "api") . (eq .role "web")) }}
{{- end }}
{{- $_ := set $own "api" $api }}
{{- if $v.ingress.exposeInternal }}
{{- $_ := set $own "hub" (list (dict "path" $base "role" (ternary "hub" "single" $split))) }}
{{- $_ := set $own "logs" (list (dict "path" $base "role" (ternary "logs" "single" $split))) }}
{{- end }}
{{- range $name, $paths := $own }}
{{- with index $v.ingress.hosts $name }}
{{- if ne . $v.ingress.host }}{{ $hosts = append $hosts (dict "host" . "paths" $paths) }}{{ end }}
{{- end }}
{{- end }}
{{- toYaml (dict "hosts" $hosts) }}
{{- end }}
