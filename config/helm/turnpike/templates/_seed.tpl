{{- /*
The older chart's names. What has a meaning here is written into today's values, what has none is told by NOTES.txt
(turnpike.oldNames), what would change something that is elsewhere now is refused with the new name.
*/ -}}
{{- define "turnpike.seed" -}}
{{- $v := .Values }}
{{- range $name := list "Web" "Api" "Listener" "Bae" "Scheduler" "Build" "Logs" "Worker" "Hub" "Migrations" }}
{{- $part := index $v (printf "travis%s" $name) | default dict }}
{{- if $part.image }}
{{- fail (printf "\n\ntravis%s.image: there is one image for all roles now. Set image.registry, image.repository and image.tag (or image.digest)." $name) }}
{{- end }}
{{- range $key, $_ := omit $part "image" "github" "authToken" }}
{{- fail (printf "\n\ntravis%s.%s is not a value of this chart. Settings of a role stand under its name: see README.md." $name $key) }}
{{- end }}
{{- end }}
{{- range $key := list "resources" "nodeSelector" "tolerations" "affinity" }}
{{- with index $v $key }}{{ $_ := set $v.defaults $key . }}{{ end }}
{{- end }}
{{- with $v.service }}{{ $_ := set $v.defaults "service" (mergeOverwrite (deepCopy $v.defaults.service) (pick . "type" "port" "annotations")) }}{{ end }}
{{- with $v.replicaCount }}
{{- range $name := list "listener" "gatekeeper" "scheduler" "hub" "tasks" "api" "live" "web" "cron" }}
{{- $role := index $v $name }}
{{- if not (hasKey $role "replicas") }}{{ $_ := set $role "replicas" (int $v.replicaCount) }}{{ end }}
{{- end }}
{{- end }}
{{- with $v.postgresql }}
{{- range $key, $_ := omit . "postgresUser" "postgresPassword" "postgresDatabase" "enabled" "persistence" "image" "imageTag" "resources" }}
{{- fail (printf "\n\npostgresql.%s is not a value of this chart: no other chart is inside. A small PostgreSQL for trials is database.trial, yours is database.url." $key) }}
{{- end }}
{{- if or .image .imageTag .persistence .resources }}
{{- fail "\n\npostgresql.image, imageTag, persistence and resources: set database.trial.image, database.trial.storage and database.trial.resources." }}
{{- end }}
{{- if and (not (eq (toString .enabled) "false")) (not $v.database.url) (not $v.database.existingSecret) }}
{{- $_ := set $v.database.trial "enabled" true }}
{{- with .postgresUser }}{{ $_ := set $v.database.trial "user" . }}{{ end }}
{{- with .postgresPassword }}{{ $_ := set $v.database.trial "password" . }}{{ end }}
{{- with .postgresDatabase }}{{ $_ := set $v.database.trial "database" . }}{{ end }}
{{- end }}
{{- end }}
{{- with $v.rabbitmq }}
{{- if ((.ingress).enabled) }}
{{- fail "\n\nrabbitmq.ingress: events go through MQTT now, inside of the cluster. Leave it out; for a broker of your own set broker.embedded: false and broker.url." }}
{{- end }}
{{- range $key, $_ := omit . "rabbitmq" "ingress" "enabled" }}
{{- fail (printf "\n\nrabbitmq.%s is not a value of this chart: there is no RabbitMQ. The broker is the product's own, or yours by broker.url." $key) }}
{{- end }}
{{- with .rabbitmq }}
{{- if and .password (not $v.broker.embedded) (not $v.broker.existingSecret) (not $v.broker.password) }}
{{- $_ := set $v.broker "user" (.username | default "") }}
{{- $_ := set $v.broker "password" .password }}
{{- end }}
{{- end }}
{{- end }}
{{- if and (not $v.ingress.host) $v.ingress.hosts.web }}{{ $_ := set $v.ingress "host" $v.ingress.hosts.web }}{{ end }}
{{- end }}

{{- /* What NOTES.txt says of names that change nothing, one a line. */ -}}
{{- define "turnpike.oldNames" -}}
{{- $v := .Values }}
{{- if $v.redis }}
redis.*: nothing here needs Redis.
{{- end }}
{{- if and $v.rabbitmq $v.broker.embedded }}
rabbitmq.*: events go through the product's own broker, with passwords that it made.
{{- end }}
{{- if ((($v.travisApi).github).clientId) }}
travisApi.github.*: people sign in with accounts of the platform; the keys are not used. Deliveries of GitHub are taken as before (providers.github).
{{- end }}
{{- if (($v.travisLogs).authToken) }}
travisLogs.authToken: the roles share a secret that the product made (secrets.*).
{{- end }}
{{- if and (or $v.ingress.hosts.hub $v.ingress.hosts.logs $v.ingress.hosts.build) (not $v.ingress.exposeInternal) }}
ingress.hosts.{build,hub,logs}: not opened; workers outside of the cluster need ingress.exposeInternal.
{{- end }}
{{- end }}

{{- /* Top of the values: a test holds this to the schema, which no template can read. */ -}}
{{- define "turnpike.knownKeys" -}}
global nameOverride fullnameOverride mode image imagePullSecrets baseUrl trustProxy sample commonLabels commonAnnotations database broker secrets storage providers defaults single listener gatekeeper scheduler hub logs tasks api live web cron storageRole brokerRole worker jobs ingress gateway networkPolicy metrics test config extraObjects travisWeb travisApi travisListener travisBae travisScheduler travisBuild travisLogs travisWorker travisHub travisMigrations rabbitmq redis postgresql replicaCount service resources nodeSelector tolerations affinity
{{- end }}
