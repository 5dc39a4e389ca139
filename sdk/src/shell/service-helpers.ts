import { bash, type HelperFunction } from './helper-text.js';

/** Functions that start services and wait for them, on machines with and without an init system. */
export const serviceHelpers: Readonly<Record<string, HelperFunction>> = {
  // travis_wait_port NAME PORT [SECONDS]: does it answer yet?
  travis_wait_port: {
    needs: ['travis_port_open'],
    body: bash`travis_wait_port() {
  local name="$1" port="$2" tries=$((\${3:-10} * 10))
  while [[ $tries -gt 0 ]]; do
    if travis_port_open "$port"; then return 0; fi
    tries=$((tries - 1))
    sleep 0.1
  done
  printf '\033[33;1m%s does not answer on port %s.\033[0m\n' "$name" "$port"
  return 1
}`,
  },
  travis_port_open: {
    body: bash`travis_port_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }`,
  },
  // travis_start_service UNIT PORT [COMMAND…]: where no init system runs, by its init
  // script as root, else as a background process of this job.
  travis_start_service: {
    needs: ['travis_port_open'],
    body: bash`travis_start_service() {
  local unit="$1" port="$2" log
  shift 2
  if [[ -n "$port" ]] && travis_port_open "$port"; then
    echo "$unit is running"
    return 0
  fi
  if [[ -x "/etc/init.d/$unit" ]]; then
    if [[ \${EUID:-1} -eq 0 ]]; then "/etc/init.d/$unit" start && return 0; fi
    if type sudo &>/dev/null && sudo -n true &>/dev/null; then sudo -n "/etc/init.d/$unit" start && return 0; fi
  fi
  if [[ $# -gt 0 ]] && type "$1" &>/dev/null; then
    log="$TRAVIS_TMPDIR/service-$unit.log"
    mkdir -p "$TRAVIS_TMPDIR"
    "$@" </dev/null &>"$log" &
    echo "$unit started as a process of this job; its output is in $log"
    return 0
  fi
  printf '\033[33;1mThe service %s could not be started: it is not installed here, or needs an init system.\033[0m\n' "$unit"
  return 1
}`,
  },
  // A cluster of the wanted version, of the machine or of the job's own user; role and database travis.
  travis_setup_postgresql: {
    needs: ['travis_port_open', 'travis_wait_port'],
    body: bash`travis_setup_postgresql() {
  local version="\${1:-}" dir data
  if ! travis_port_open 5432; then
    for dir in "/usr/lib/postgresql/$version/bin" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) ""; do
      if [[ -n "$dir" && -x "$dir/pg_ctl" ]]; then break; fi
    done
    if [[ -n "$dir" ]]; then export PATH="$dir:$PATH"; fi
    if [[ -n "$version" && "$dir" != *"/$version/"* ]]; then
      printf '\033[33;1mPostgreSQL %s is not installed here%s.\033[0m\n' "$version" "\${dir:+, using $dir}"
    fi
    if [[ "$TRAVIS_INIT" == systemd ]] && sudo -n systemctl start "postgresql@\${version:-}-main" 2>/dev/null; then
      :
    elif ! type pg_ctl &>/dev/null; then
      return 1
    else
      data="$TRAVIS_HOME/postgresql"
      if [[ \${EUID:-1} -eq 0 ]]; then
        mkdir -p "$data" && chown postgres "$data" && chmod 700 "$data"
        chmod a+x "$TRAVIS_HOME" 2>/dev/null
        [[ -s "$data/PG_VERSION" ]] || su postgres -s /bin/bash -c "'$dir/initdb' -A trust -U postgres -D '$data'" >/dev/null
        su postgres -s /bin/bash -c "'$dir/pg_ctl' -D '$data' -o '-p 5432 -k /tmp' -l '$data/server.log' -w start" >/dev/null
      else
        [[ -s "$data/PG_VERSION" ]] || initdb -A trust -U postgres -D "$data" >/dev/null
        pg_ctl -D "$data" -o '-p 5432 -k /tmp' -l "$data/server.log" -w start >/dev/null
      fi
      # Runs on as a daemon: the end of the script stops it.
      TRAVIS_POSTGRESQL_PID="$(head -n 1 "$data/postmaster.pid" 2>/dev/null)"
    fi
  fi
  travis_wait_port PostgreSQL 5432 || return 1
  export PGHOST="\${PGHOST:-127.0.0.1}"
  psql -U postgres -c 'CREATE ROLE travis SUPERUSER LOGIN' &>/dev/null
  psql -U postgres -c 'CREATE DATABASE travis OWNER travis' &>/dev/null
  return 0
}`,
  },
};
