#!/bin/sh
# Starts the product with the secrets of /secrets: `with-secrets.sh role …` or `with-secrets.sh worker …`.
set -eu
as=$1
shift
secret() { cat "${SECRETS:-/secrets}/$1"; }
TURNPIKE_BUS_USER=$as
TURNPIKE_BUS_PASSWORD=$(secret "broker-$as-password")
TURNPIKE_TOKENS_WORKER=$(secret worker-token)
export TURNPIKE_BUS_USER TURNPIKE_BUS_PASSWORD TURNPIKE_TOKENS_WORKER
if [ "$as" = role ]; then
  TURNPIKE_TOKENS_ROLE=$(secret role-secret)
  TURNPIKE_DATABASE_URL="postgres://turnpike:$(secret database-password)@postgres:5432/turnpike"
  export TURNPIKE_TOKENS_ROLE TURNPIKE_DATABASE_URL
fi
exec turnpike "$@"
