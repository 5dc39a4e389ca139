import { bash, type HelperFunction } from './helper-text.js';

/**
 * Moves caches and workspaces. Called as Travis' casher was:
 * `travis_casher --name NAME cache|workspace fetch URL… | add PATH… | push URL`.
 * A casher in `$CASHER_DIR/bin` is used where there is one. Never fails and,
 * running in a subshell, never changes the job's shell. In an archive, paths
 * below the home folder are kept relative to it, for no two jobs share a home.
 */
export const archiveHelpers: Readonly<Record<string, HelperFunction>> = {
  travis_casher: {
    needs: ['travis_storage', 'travis_casher_state'],
    body: bash`travis_casher() (
  set +e
  if [[ -x "\${CASHER_DIR:-}/bin/casher" ]]; then
    "$CASHER_DIR/bin/casher" "$@"
    exit 0
  fi
  dir="\${CASHER_DIR:-$TRAVIS_HOME/.casher}"
  name="$2" type="$3" action="$4"
  shift 4
  mkdir -p "$dir"
  file="$dir/$name-fetch.tgz" paths="$dir/$name.paths" before="$dir/$name.before"
  case "$action" in
    fetch)
      rm -f "$file"
      for url in "$@"; do
        if travis_storage get "$url" "$file"; then
          echo "found $type archive"
          exit 0
        fi
      done
      rm -f "$file"
      echo "could not download $type archive"
      ;;
    add)
      for path in "$@"; do
        [[ "$path" == /* ]] || path="$PWD/$path"
        path="\${path%/}"
        echo "adding $path to $type"
        printf '%s\n' "$path" >>"$paths"
        if [[ "$type" == cache ]]; then
          if [[ -f "$file" ]]; then
            tar -xPzf "$file" -C "$TRAVIS_HOME" "\${path#"$TRAVIS_HOME"/}" 2>/dev/null
          fi
          [[ -e "$path" ]] || mkdir -p "$path" 2>/dev/null
          travis_casher_state "$path" >>"$before"
        fi
      done
      ;;
    push)
      if [[ ! -s "$paths" ]]; then
        echo "nothing to store"
        exit 0
      fi
      words=(-C "$TRAVIS_HOME")
      after=""
      while IFS= read -r path; do
        if [[ -e "$path" ]]; then words+=("\${path#"$TRAVIS_HOME"/}"); fi
        after+="$(travis_casher_state "$path")"$'\n'
      done <"$paths"
      if [[ "$type" == cache && -f "$file" && "$after" == "$(cat "$before")"$'\n' ]]; then
        echo "nothing changed"
        exit 0
      fi
      echo "changes detected, packing new archive"
      set +o pipefail
      tar -cPf - "\${words[@]}" 2>"$dir/$name.errors" | gzip -3 >"$dir/$name-push.tgz"
      codes=("\${PIPESTATUS[@]}")
      if [[ \${codes[0]} -ne 0 && -s "$dir/$name.errors" ]]; then
        echo "not everything could be packed into the $type archive:"
        head -n 5 "$dir/$name.errors"
      fi
      if [[ \${codes[1]} -eq 0 && -s "$dir/$name-push.tgz" ]]; then
        echo "uploading $type archive"
        travis_storage put "$1" "$dir/$name-push.tgz" || echo "could not upload $type archive"
      else
        echo "could not pack $type archive: is there room in $dir?"
      fi
      rm -f "$dir/$name-push.tgz" "$dir/$name.errors"
      ;;
  esac
  exit 0
)`,
  },
  // One line that changes with whatever an archive of the path would hold: kinds, rights, names, sizes and times of
  // files, where links lead; not contents. A folder's own time and size change with what is in it.
  travis_casher_state: {
    body: bash`travis_casher_state() {
  if find / -maxdepth 0 -printf '' &>/dev/null; then
    find "$1" '(' -type d -printf '%y %m %P\n' ')' -o '(' -type l -printf '%y %P %l\n' ')' \
      -o -printf '%y %m %P %s %T@\n' 2>/dev/null
  else
    find "$1" '(' -type d -exec stat -f '%HT %Lp %N' {} + ')' -o '(' -type l -exec stat -f '%HT %N %Y' {} + ')' \
      -o -exec stat -f '%HT %Lp %N %z %m' {} + 2>/dev/null
  fi | LC_ALL=C sort | cksum
}`,
  },
  // A path as part of a URL, byte by byte.
  travis_url_path: {
    body: bash`travis_url_path() {
  local LC_ALL=C text="$1" out="" i char code
  for ((i = 0; i < \${#text}; i++)); do
    char="\${text:i:1}"
    case "$char" in
      [A-Za-z0-9._~/-]) out+="$char" ;;
      *)
        printf -v code '%d' "'$char"
        printf -v char '%%%02X' "$((code & 255))"
        out+="$char"
        ;;
    esac
  done
  echo "$out"
}`,
  },
  // The token goes by a config file on standard input: arguments can be seen by others.
  travis_storage: {
    body: bash`travis_storage() {
  local limit="\${CASHER_TIME_OUT:-180}" words=()
  if ! type curl &>/dev/null; then
    echo "curl is needed for caches and workspaces" >&2
    return 1
  fi
  if [[ "$1" == put ]]; then words=(-T "$3" -o /dev/null); else words=(-o "$3"); fi
  if [[ -n "\${TURNPIKE_JOB_TOKEN:-}" && "$2" == "\${TURNPIKE_STORAGE_URL:-none}"/* ]]; then
    printf 'header = "Authorization: Bearer %s"\n' "$TURNPIKE_JOB_TOKEN" |
      command curl -fsS -K - --connect-timeout 10 --max-time "$limit" "\${words[@]}" "$2" 2>/dev/null
  else
    command curl -fsS --connect-timeout 10 --max-time "$limit" "\${words[@]}" "$2" 2>/dev/null
  fi
}`,
  },
};
