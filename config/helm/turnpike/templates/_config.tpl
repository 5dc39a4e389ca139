{{- /* The product's configuration, in layers: what the chart knows, what a role needs, and `config` of the values last. */ -}}

{{- /* For all roles but workers. */ -}}
{{- define "turnpike.baseConfig" -}}
{{- $v := .Values }}
{{- $root := . }}
{{- $config := dict
  "publicUrl" (include "turnpike.baseUrl" .)
  "dataDir" "/data"
  "keyFile" "/etc/turnpike/secrets/encryption-key"
  "signingKeyFile" "/etc/turnpike/secrets/signing-key"
  "http" (dict "host" "0.0.0.0" "port" 3030 "trustProxy" $v.trustProxy)
  "log" (dict "format" "json")
  "logs" (dict "store" $v.storage.logs.store) }}
{{- if include "turnpike.s3" . }}{{ $config = mergeOverwrite $config (fromYaml (include "turnpike.s3Config" .)) }}{{ end }}
{{- if eq $v.mode "split" }}
{{- $remotes := dict }}
{{- range $token, $name := dict "commands" "hub" "leases" "hub" "logReader" "logs" "logSink" "logs" "requestPreview" "gatekeeper" "deliveries" "listener" }}
{{- $_ := set $remotes $token (dict "url" (include "turnpike.url" (dict "root" $root "name" $name))) }}
{{- end }}
{{- $_ := set $config "remotes" $remotes }}
{{- $_ := set $config "hub" (dict "storageUrl" ($v.jobs.url | default (printf "%s/storage" (include "turnpike.url" (dict "root" . "name" "storage"))))) }}
{{- if hasKey ($v.config.api | default dict) "public" }}{{ range list "live" "pusher" }}{{ $_ := set $config . (dict "public" $v.config.api.public) }}{{ end }}{{ end }}
{{- else }}
{{- $_ := set $config "worker" (dict "slots" (ternary (int (include "turnpike.slots" $v.worker)) 0 $v.worker.enabled) "executor" $v.worker.executor "labels" $v.worker.labels "drainSeconds" (int $v.worker.drainSeconds)) }}
{{- with $v.worker.queues }}{{ $_ := set $config.worker "queues" . }}{{ end }}
{{- if include "turnpike.runsPods" . }}
{{- $_ := set $config "executor-kubernetes" (fromYaml (include "turnpike.executorConfig" .)) }}
{{- $_ := set $config "hub" (dict "storageUrl" ($v.jobs.url | default (printf "%s/storage" (include "turnpike.url" (dict "root" . "name" "single"))))) }}
{{- else }}
{{- with $v.jobs.url }}{{ $_ := set $config "hub" (dict "storageUrl" .) }}{{ end }}
{{- end }}
{{- end }}
{{- $config = mergeOverwrite $config (fromYaml (include "turnpike.busConfig" .)) }}
{{- toYaml $config }}
{{- end }}

{{- /* How all but the broker itself reach it; passwords come by variables. */ -}}
{{- define "turnpike.busConfig" -}}
{{- $v := .Values }}
{{- $bus := dict }}
{{- if and $v.broker.embedded (eq $v.mode "split") }}
{{- $bus = dict "url" (printf "mqtt://%s-broker:1883" (include "turnpike.fullname" .)) "user" "role" }}
{{- else if not $v.broker.embedded }}
{{- if and $v.broker.user (not $v.broker.existingSecret) }}{{ $_ := set $bus "user" $v.broker.user }}{{ end }}
{{- if $v.broker.caConfigMap }}{{ $_ := set $bus "ca" "/etc/turnpike/broker-ca/ca.crt" }}{{ end }}
{{- end }}
{{- toYaml (dict "bus" $bus) }}
{{- end }}

{{- define "turnpike.s3Config" -}}
{{- $s3 := .Values.storage.s3 }}
{{- $config := dict "bucket" $s3.bucket "region" $s3.region "pathStyle" $s3.pathStyle }}
{{- range $key := list "endpoint" "publicEndpoint" "prefix" }}
{{- with index $s3 $key }}{{ $_ := set $config $key . }}{{ end }}
{{- end }}
{{- if $s3.caConfigMap }}{{ $_ := set $config "caFile" "/etc/turnpike/s3-ca/ca.crt" }}{{ end }}
{{- $config = mergeOverwrite $config (deepCopy $s3.config) }}
{{- $all := dict "store-s3" $config }}
{{- if eq .Values.storage.files.store "s3" }}{{ $_ := set $all "storage" (dict "store" "s3") }}{{ end }}
{{- toYaml $all }}
{{- end }}

{{- define "turnpike.executorConfig" -}}
{{- $jobs := .Values.jobs }}
{{- $namespace := include "turnpike.jobsNamespace" . }}
{{- $config := dict
  "install" (include "turnpike.fullname" .)
  "namespace" (dict "full" $namespace)
  "profile" $jobs.profile
  "images" (dict "pullPolicy" $jobs.pullPolicy "tools" (include "turnpike.image" (dict "root" . "image" $jobs.toolsImage "tag" .Chart.AppVersion))) }}
{{- with $jobs.image }}{{ $_ := set $config.images "default" . }}{{ end }}
{{- with $jobs.forkNamespace }}{{ $_ := set $config.namespace "fork" . }}{{ end }}
{{- with $jobs.classes }}{{ $_ := set $config "classes" . }}{{ end }}
{{- toYaml (mergeOverwrite $config (deepCopy $jobs.executor)) }}
{{- end }}

{{- /*
What only one role needs. Some carry the API too: paths below /v3/build and /v3/repo are the storage's and the API's,
and an ingress tells them apart by their beginning only; pages need it for their status, images of states for all.
(root, name)
*/ -}}
{{- define "turnpike.roleConfig" -}}
{{- $config := dict }}
{{- $api := list "api" "travis-yml" "vcs-*" }}
{{- if eq .name "storage" }}{{ $config = dict "run" (concat (list "storage" "store-*") $api) }}
{{- else if eq .name "web" }}{{ $config = dict "run" (prepend $api "web") }}
{{- else if eq .name "broker" }}{{ $config = dict "bus" (dict "url" "embedded") "http" (dict "openMetrics" true) "broker" (dict "listen" (dict "host" "0.0.0.0" "port" 1883)) }}
{{- end }}
{{- toYaml $config }}
{{- end }}

{{- /* (root, pool) */ -}}
{{- define "turnpike.workerConfig" -}}
{{- $root := .root }}
{{- $pool := .pool }}
{{- $worker := dict "slots" (int (include "turnpike.slots" $pool)) "executor" $pool.executor "labels" $pool.labels "drainSeconds" (int $pool.drainSeconds) }}
{{- with $pool.queues }}{{ $_ := set $worker "queues" . }}{{ end }}
{{- $remotes := dict "leases" (dict "url" (include "turnpike.url" (dict "root" $root "name" "hub"))) "logSink" (dict "url" (include "turnpike.url" (dict "root" $root "name" "logs"))) }}
{{- $config := dict
  "publicUrl" (include "turnpike.baseUrl" $root)
  "dataDir" "/data"
  "http" (dict "host" "0.0.0.0" "port" 3030 "openMetrics" true)
  "log" (dict "format" "json")
  "remotes" $remotes
  "worker" $worker }}
{{- if eq $pool.executor "kubernetes" }}{{ $_ := set $config "executor-kubernetes" (fromYaml (include "turnpike.executorConfig" $root)) }}{{ end }}
{{- $bus := fromYaml (include "turnpike.busConfig" $root) }}
{{- if $bus.bus.user }}{{ $_ := set $bus.bus "user" (ternary "worker" $bus.bus.user (eq $bus.bus.user "role")) }}{{ end }}
{{- toYaml (mergeOverwrite $config $bus) }}
{{- end }}

{{- /* `config` for workers: without what is the platform's own, secrets of code hosts above all. (root, pool) */ -}}
{{- define "turnpike.workerUserConfig" -}}
{{- $config := dict }}
{{- range $key, $value := .root.Values.config }}
{{- if not (or (has $key (list "database" "tokens" "remotes" "broker" "keyFile" "signingKeyFile" "run")) (hasPrefix "vcs-" $key) (hasPrefix "login-" $key) (hasPrefix "notify-" $key) (hasPrefix "store-" $key)) }}
{{- $_ := set $config $key $value }}
{{- end }}
{{- end }}
{{- toYaml $config }}
{{- end }}

{{- /* Files of one pod, by name; the last wins. (root, name; or root, pool) */ -}}
{{- define "turnpike.files" -}}
{{- $files := dict }}
{{- if .pool }}
{{- $_ := set $files "1-turnpike.yml" (include "turnpike.workerConfig" .) }}
{{- $_ := set $files "2-config.yml" (include "turnpike.workerUserConfig" .) }}
{{- $_ := set $files "3-own.yml" (toYaml .pool.config) }}
{{- else }}
{{- $_ := set $files "1-turnpike.yml" (include "turnpike.baseConfig" .root) }}
{{- $_ := set $files "2-role.yml" (include "turnpike.roleConfig" .) }}
{{- $_ := set $files "3-config.yml" (toYaml .root.Values.config) }}
{{- $_ := set $files "4-own.yml" (toYaml (fromYaml (include "turnpike.role" .)).config) }}
{{- end }}
{{- toYaml $files }}
{{- end }}

{{- /* Secrets that stand in the values themselves. */ -}}
{{- define "turnpike.literals" -}}
{{- $v := .Values }}
{{- $found := dict }}
{{- if and $v.database.url (not $v.database.existingSecret) }}{{ $_ := set $found "database-url" $v.database.url }}{{ end }}
{{- if and $v.database.trial.enabled $v.database.trial.password }}{{ $_ := set $found "database-password" $v.database.trial.password }}{{ end }}
{{- if and (not $v.broker.embedded) (not $v.broker.existingSecret) }}
{{- with $v.broker.url }}{{ $_ := set $found "broker-url" . }}{{ end }}
{{- with $v.broker.password }}{{ $_ := set $found "broker-password" . }}{{ end }}
{{- end }}
{{- toYaml $found }}
{{- end }}
