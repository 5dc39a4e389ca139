import { bash, type HelperFunction } from './helper-text.js';

/**
 * Functions that put a tool of the wanted version first in PATH: what is there is
 * used, else a version manager that is there, else the job ends with a message
 * that says what to install. `travis_use LABEL VERSION PROBE MANAGER…`; a MANAGER
 * is `name:tool`, such as `nvm:node` or `mise:ruby`.
 */
export const toolchainHelpers: Readonly<Record<string, HelperFunction>> = {
  travis_use: {
    needs: ['travis_use_with', 'travis_version_fits'],
    body: bash`travis_use() {
  local label="$1" version="$2" probe="$3" manager
  shift 3
  if [[ "$version" == *[0-9]* || "$version" == any ]] && travis_version_fits "$version" "$probe"; then return 0; fi
  for manager in "$@"; do
    if travis_use_with "\${manager%%:*}" "\${manager#*:}" "$version" &&
      travis_version_fits "$version" "$probe"; then
      hash -r
      return 0
    fi
  done
  if [[ "$version" != *[0-9]* ]] && travis_version_fits "" "$probe"; then return 0; fi
  printf '\033[31;1m%s %s is not on this machine, and no version manager here could install it.\033[0m\n' "$label" "$version" >&2
  if [[ $# -eq 0 ]]; then
    printf 'Install it, or run the job in a container that has it (image:).\n' >&2
    return 1
  fi
  printf 'Install it, or one of these managers: %s; or run the job in a container that has it (image:).\n' "$(printf '%s ' "\${@%%:*}")" >&2
  return 1
}`,
  },
  // Does PROBE show the wanted version? 3.8 fits 3.8.17, an empty version fits all.
  travis_version_fits: {
    body: bash`travis_version_fits() {
  local found wanted
  found="$(eval "$2" 2>&1)" || return 1
  wanted="\${1#"\${1%%[0-9]*}"}"
  if [[ -z "$wanted" || "$1" == *head* ]]; then return 0; fi
  wanted="\${wanted%.x}"
  wanted="\${wanted//./\\.}"
  [[ "$found" =~ (^|[^0-9.])$wanted([^0-9]|$) ]]
}`,
  },
  travis_use_with: {
    body: bash`travis_use_with() {
  local manager="$1" tool="$2" version="$3" dir
  case "$manager" in
    mise | asdf)
      type "$manager" &>/dev/null || return 1
      if [[ "$version" == any ]]; then version=latest; fi
      if [[ "$manager" == mise ]]; then
        mise install -y "$tool@$version" || return 1
        dir="$(mise where "$tool@$version")" || return 1
      else
        asdf install "$tool" "$version" || return 1
        dir="$(asdf where "$tool" "$version")" || return 1
      fi
      export PATH="$dir/bin:$PATH"
      ;;
    nvm)
      type nvm &>/dev/null || { [[ -s "\${NVM_DIR:-$HOME/.nvm}/nvm.sh" ]] && source "\${NVM_DIR:-$HOME/.nvm}/nvm.sh"; } || return 1
      nvm install "$version"
      ;;
    nvs) type nvs &>/dev/null && nvs add "$version" && nvs use "$version" ;;
    rvm)
      type rvm &>/dev/null || { [[ -s "$HOME/.rvm/scripts/rvm" ]] && source "$HOME/.rvm/scripts/rvm"; } || return 1
      rvm use "$version" --install --binary --fuzzy
      ;;
    rbenv | pyenv | phpenv | plenv)
      type "$manager" &>/dev/null || return 1
      "$manager" install -s "$version" || "$manager" install "$version" || return 1
      dir="$("$manager" root)" || return 1
      export "$(printf %s "$manager" | tr '[:lower:]' '[:upper:]')_VERSION=$version"
      export PATH="$dir/shims:$PATH"
      ;;
    chruby) type chruby &>/dev/null && chruby "$version" ;;
    perlbrew) type perlbrew &>/dev/null && perlbrew use "$version" ;;
    kerl)
      type kerl &>/dev/null || return 1
      dir="$HOME/otp/$version"
      [[ -s "$dir/activate" ]] || kerl build-install "$version" "$version" "$dir" || return 1
      source "$dir/activate"
      ;;
    kiex) type kiex &>/dev/null && { kiex use "$version" || { kiex install "$version" && kiex use "$version"; }; } ;;
    opam) type opam &>/dev/null && opam switch "$version" ;;
    ghcup) type ghcup &>/dev/null && ghcup install "$tool" "$version" && ghcup set "$tool" "$version" ;;
    juliaup) type juliaup &>/dev/null && juliaup add "$version" && juliaup default "$version" ;;
    rustup)
      type rustup &>/dev/null || return 1
      rustup toolchain install "$version" --profile minimal && rustup default "$version"
      ;;
    sdkman)
      type sdk &>/dev/null || { [[ -s "\${SDKMAN_DIR:-$HOME/.sdkman}/bin/sdkman-init.sh" ]] && source "\${SDKMAN_DIR:-$HOME/.sdkman}/bin/sdkman-init.sh"; } || return 1
      sdk install "$tool" "$version" && sdk use "$tool" "$version"
      ;;
    goenv) type goenv &>/dev/null && goenv install -s "$version" && export GOENV_VERSION="$version" ;;
    gotoolchain)
      type go &>/dev/null || return 1
      [[ "$version" == *.*.* ]] || version="$version.0"
      GOTOOLCHAIN="go$version" go version &>/dev/null && export GOTOOLCHAIN="go$version"
      ;;
    suffix)
      # python3.8, ghc-9.2, php8.1: the version is part of the program's name.
      dir="$HOME/.travis/tools/$tool-$version"
      for name in "$tool$version" "$tool-$version"; do
        if type "$name" &>/dev/null; then
          mkdir -p "$dir" && ln -sf "$(type -P "$name")" "$dir/$tool" && export PATH="$dir:$PATH"
          return
        fi
      done
      return 1
      ;;
    *) return 1 ;;
  esac
}`,
  },
  // travis_setup_jdk NUMBER: an installed JDK of that release becomes JAVA_HOME.
  travis_setup_jdk: {
    needs: ['travis_use', 'travis_use_with', 'travis_version_fits'],
    body: bash`travis_setup_jdk() {
  local number="$1" dir
  for dir in "\${JAVA_HOME:-}" /usr/lib/jvm/*"-$number"-* /usr/lib/jvm/*"-$number" /usr/lib/jvm/*"$number"*[!0-9]* /Library/Java/JavaVirtualMachines/*"$number"*/Contents/Home; do
    if [[ -x "$dir/bin/java" ]] && travis_version_fits "$number" "sed -n 's/^JAVA_VERSION=\"\(1\.\)\{0,1\}//p' '$dir/release'"; then
      export JAVA_HOME="$dir" PATH="$dir/bin:$PATH"
      return 0
    fi
  done
  travis_use JDK "$number" "java -version 2>&1 | sed 's/\"1\.8/\"8/'" sdkman:java mise:java asdf:java
}`,
  },
};
