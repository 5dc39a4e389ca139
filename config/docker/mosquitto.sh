#!/bin/sh
# Mosquitto with the users and rights of the product's own broker: roles read and write all, workers only hear of queued
# jobs and of cancels.
set -eu
secrets=${SECRETS:-/secrets}
folder=$(mktemp -d)
passwords=$folder/passwords
: >"$passwords"
mosquitto_passwd -b "$passwords" role "$(cat "$secrets/broker-role-password")"
mosquitto_passwd -b "$passwords" worker "$(cat "$secrets/broker-worker-password")"
cat >"$folder/rights" <<'END'
user role
topic readwrite turnpike/#
user worker
topic read turnpike/v1/job/+/queued
topic read turnpike/v1/job/+/cancel-requested
END
cat >"$folder/mosquitto.conf" <<END
listener ${MOSQUITTO_PORT:-1883}
allow_anonymous false
password_file $passwords
acl_file $folder/rights
set_tcp_nodelay true
persistence false
END
# It gives up being root, and has to read them then.
if [ "$(id -u)" = 0 ]; then chown -R mosquitto "$folder"; fi
exec mosquitto -c "$folder/mosquitto.conf"
