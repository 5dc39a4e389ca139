{{- /* First in every template that makes something: today's values, and values that cannot be. Doing it twice changes nothing. */ -}}
{{- define "turnpike.init" -}}
{{- include "turnpike.seed" . }}
{{- $v := .Values }}
{{- $split := eq $v.mode "split" }}
{{- if and $split (not (include "turnpike.hasDatabase" .)) }}
{{- fail "\n\nmode: split needs PostgreSQL: the roles share it. Set database.url or database.existingSecret; for a trial database.trial.enabled: true." }}
{{- end }}
{{- if and (not $v.broker.embedded) $split (not $v.broker.url) (not $v.broker.existingSecret) (not ((($v.config).bus).url)) }}
{{- fail "\n\nbroker.embedded: false needs a broker of yours: set broker.url or broker.existingSecret." }}
{{- end }}
{{- if and (not $v.secrets.create) (not $v.secrets.existingSecret) }}
{{- fail "\n\nsecrets.create: false needs secrets.existingSecret, with the keys that secrets.keys names." }}
{{- end }}
{{- if and $v.secrets.create (not $v.secrets.existingSecret) (ne (join " " (list $v.secrets.keys.encryption $v.secrets.keys.signing $v.secrets.keys.roles $v.secrets.keys.worker)) "encryption-key signing-key role-secret worker-token") }}
{{- fail "\n\nsecrets.keys names the keys of a Secret of yours: set secrets.existingSecret, or leave the names as they are." }}
{{- end }}
{{- if and $v.secrets.existingSecret $v.database.trial.enabled (not $v.database.trial.password) }}
{{- fail "\n\ndatabase.trial with secrets.existingSecret needs database.trial.password: nothing makes one." }}
{{- end }}
{{- if and (gt (len (include "turnpike.s3" .)) 0) (not $v.storage.s3.bucket) }}
{{- fail "\n\nstorage with s3 needs storage.s3.bucket." }}
{{- end }}
{{- if and $v.gateway.enabled (not $v.gateway.parentRefs) }}
{{- fail "\n\ngateway.enabled needs gateway.parentRefs: the gateways that take the route." }}
{{- end }}
{{- if include "turnpike.runsPods" . }}
{{- if and (has .Release.Namespace (splitList "," (include "turnpike.jobsNamespaces" .))) (not $v.jobs.allowSameNamespace) }}
{{- fail (printf "\n\njobs.namespace is %s, where the platform is: who may run a command in a job's pod may do so in every pod there. Name another namespace, or say jobs.allowSameNamespace: true." .Release.Namespace) }}
{{- end }}
{{- end }}
{{- if not $split }}
{{- if gt (int ((fromYaml (include "turnpike.role" (dict "root" . "name" "single"))).replicas)) 1 }}
{{- fail "\n\nmode: single is one pod: its replicas cannot be more than 1. mode: split has a Deployment a role." }}
{{- end }}
{{- with $v.worker.pools }}
{{- fail "\n\nworker.pools needs mode: split; in mode: single the one pod runs the jobs." }}
{{- end }}
{{- if (($v.single.autoscaling).enabled) }}
{{- fail "\n\nsingle.autoscaling.enabled: mode: single is one pod." }}
{{- end }}
{{- else }}
{{- include "turnpike.checkReplicas" . }}
{{- end }}
{{- end }}

{{- /* "logs", "files", "logs files" or nothing: what S3 keeps. */ -}}
{{- define "turnpike.s3" -}}
{{- $kept := list }}
{{- if eq .Values.storage.logs.store "s3" }}{{ $kept = append $kept "logs" }}{{ end }}
{{- if eq .Values.storage.files.store "s3" }}{{ $kept = append $kept "files" }}{{ end }}
{{- join " " $kept }}
{{- end }}

{{- define "turnpike.checkReplicas" -}}
{{- $root := . }}
{{- range $name := list "logs" "storage" "broker" }}
{{- $role := fromYaml (include "turnpike.role" (dict "root" $root "name" $name)) }}
{{- $alone := or (eq $name "broker") (include "turnpike.keeps" (dict "root" $root "name" $name)) }}
{{- if and $alone (or (gt (int $role.replicas) 1) $role.autoscaling.enabled) }}
{{- if eq $name "broker" }}
{{- fail "\n\nbrokerRole: the product's own broker is one pod. For more set broker.embedded: false and broker.url." }}
{{- end }}
{{- $value := ternary "storageRole" "logs" (eq $name "storage") }}
{{- $kind := ternary "files" "logs" (eq $name "storage") }}
{{- fail (printf "\n\n%s: with storage.%s.store: fs its files are on one disk, so it is one pod. Set storage.%s.store: s3." $value $kind $kind) }}
{{- end }}
{{- end }}
{{- end }}
