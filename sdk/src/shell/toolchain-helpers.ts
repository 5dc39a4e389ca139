import { bash, type HelperFunction } from './helper-text.js';

/**
 * Functions that put a tool of the wanted version first in PATH: what is there is
 * used, else a version manager that is there, else the job ends with a message
 * that says what to install. `travis_use LABEL VERSION PROBE MANAGER…`; a MANAGER
 * is `name:tool`, such as `nvm:node` or `mise:ruby`.
 */
export const toolchainHelpers: Readonly<Record<string, HelperFunction>> = {
  travis_use: {
    needs: [
      'travis_use_with',
      'travis_version_fits',
      'travis_version_meant',
      'travis_version_shown',
      'travis_version_taken',
    ],
    body: bash`travis_use() {
  local label="$1" asked="$2" probe="$3" version manager
  version="$(travis_version_meant "$2")"
  shift 3
  if [[ ! "$version" =~ ^(stable|latest|node|lts)$ || $# -eq 0 ]] && travis_version_fits "$version" "$probe" "$label"; then
    travis_version_taken "$label" "$asked" "$version" "$probe"
    return 0
  fi
  for manager in "$@"; do
    if travis_use_with "\${manager%%:*}" "\${manager#*:}" "$version" &&
      travis_version_fits "$version" "$probe" "$label" managed; then
      hash -r
      travis_version_taken "$label" "$asked" "$version" "$probe"
      return 0
    fi
  done
  if travis_version_fits "$version" "$probe" "$label"; then
    travis_version_taken "$label" "$asked" "$version" "$probe"
    return 0
  fi
  printf '\033[31;1m%s %s is not on this machine, and no version manager here could install it.\033[0m\n' "$label" "$asked" >&2
  if version="$(travis_version_shown "$probe")"; then printf 'Here is: %s\n' "$version" >&2; fi
  if [[ $# -eq 0 ]]; then
    printf 'Install it, or run the job in a container that has it (image:).\n' >&2
    return 1
  fi
  printf 'Install it, or one of these managers: %s; or run the job in a container that has it (image:).\n' "$(printf '%s ' "\${@%%:*}")" >&2
  return 1
}`,
  },
  // What PROBE shows of itself in one line; it may write to either stream.
  travis_version_shown: {
    body: bash`travis_version_shown() {
  local found
  found="$(eval "$1" 2>/dev/null)" || found="$(eval "$1" 2>&1)" || return 1
  [[ -n "$found" ]] || found="$(eval "$1" 2>&1)"
  printf '%s' "\${found%%$'\n'*}"
}`,
  },
  // Who asked by a word gets what is there or newest: the log says which that is.
  travis_version_taken: {
    needs: ['travis_version_shown'],
    body: bash`travis_version_taken() {
  if [[ "$2" != any && ( "$2" != "$3" || "$3" != *[0-9]* ) ]]; then
    printf '\033[33;1m%s %s was asked for; taken is: %s\033[0m\n' "$1" "$2" "$(travis_version_shown "$4")"
  fi
}`,
  },
  // Names of Node.js lines stand for their number, words for the newest for one word.
  travis_version_meant: {
    body: bash`travis_version_meant() {
  local wanted names=(argon boron carbon dubnium erbium fermium gallium hydrogen iron jod krypton) i
  wanted="$(printf %s "$1" | tr '[:upper:]' '[:lower:]')"
  wanted="\${wanted#lts/}"
  for i in "\${!names[@]}"; do
    if [[ "$wanted" == "\${names[i]}" ]]; then
      printf %s "$((i * 2 + 4))"
      return
    fi
  done
  case "$wanted" in
    '*') printf lts ;;
    current | release) printf stable ;;
    *) printf %s "$1" ;;
  esac
}`,
  },
  // Does PROBE show the wanted version of the wanted implementation? 3.8 fits 3.8.17 and not 3.80; `any`
  // and words for the newest fit all but previews. LABEL is the tool's own name; `managed`: a version
  // manager has just put in place what it knows under that name.
  travis_version_fits: {
    needs: ['travis_version_number'],
    body: bash`travis_version_fits() {
  local wanted found name part parts numbers own number='' managed="\${4:-}" IFS=$' \t\n'
  local others='pypy|jython|ironpython|graalpy|graalpython|micropython|stackless|pyston|jruby|rubinius|truffleruby|mruby|maglev|hiphop|hhvm|gccgo|tinygo|ghcjs'
  local preview='nightly|dev|devel|development|head|master|main|trunk|tip|blead|snapshot|canary|preview|pre|alpha|beta|rc|unstable|experimental|insiders|weekly|edge|next'
  found="$(eval "$2" 2>/dev/null)" || found="$(eval "$2" 2>&1)" || return 1
  [[ -n "$found" ]] || found="$(eval "$2" 2>&1)"
  [[ -n "$found" ]] || return 1
  [[ -n "$1" && "$1" != any ]] || return 0
  found="$(printf %s "$found" | tr '[:upper:]' '[:lower:]')"
  wanted="$(printf %s "$1" | tr '[:upper:]' '[:lower:]')"
  own="$(printf %s "\${3:-}" | tr '[:upper:]' '[:lower:]')"
  numbers="$(travis_version_number "$found")"
  name="\${wanted%%[0-9_+@/ -]*}"
  wanted="\${wanted#"$name"}"
  if [[ "$name" =~ ^($preview)$ ]]; then wanted="$name $wanted" name=''; fi
  case "$name" in
    rbx) name=rubinius ;;
    ree) name=enterprise ;;
    hhvm | hiphop) name='hiphop|hhvm' ;;
    graalpy | graalpython) name='graalpy|graalpython' ;;
    iojs | io.js)
      # It shows nothing but its number, which was 1, 2 or 3.
      [[ "$numbers" =~ ^[123]\. ]] || return 1
      name=''
      ;;
    v | node | stable | latest | lts | default | system) name='' ;;
  esac
  if [[ -n "$name" && "$found" =~ (^|[^a-z])($name)([^a-z]|$) ]]; then :
  elif [[ -n "$name" && " \${own//[^a-z]/ } \${own//[^a-z]/} " != *" $name "* ]]; then
    # A distribution says nothing of itself: its manager is believed. Implementations do.
    [[ "$managed" == managed && ! "|$others|enterprise|" == *"|\${name%%|*}|"* ]]
    return
  elif [[ "$found" =~ (^|[^a-z])($others)([^a-z]|$) ]]; then return 1
  fi
  if [[ "$wanted" != *[0-9]* && -z "\${wanted//[-_+@\/ ]/}" ]]; then
    [[ ! "$found" =~ [0-9.+-](nightly|dev|devel|beta|alpha|rc|preview|master|head) ]]
    return
  fi
  read -ra parts <<<"\${wanted//[-_@+\/]/ }"
  for part in "\${parts[@]}"; do
    if [[ "$part" =~ ^v[0-9] ]]; then part="\${part#v}"; fi
    part="\${part%.x}"
    if [[ "$part" =~ ^(alpha|beta|rc)$ ]]; then
      [[ "$found" =~ (^|[^a-z])$part || "$numbers" =~ ^[0-9.]+\${part:0:1}[0-9] ]] || return 1
    elif [[ "$part" =~ ^($preview)$ ]]; then
      [[ "$found" =~ (^|[^a-z])($preview)([^a-z]|$)|[0-9][+]([[:space:]]|$) || "$numbers" =~ ^[0-9.]+a[0-9] ]] || return 1
    elif [[ "$part" =~ ^(x|latest|stable|[0-9]+mode|d[0-9]+)$ || ( -n "$number" && "$managed" == managed ) ]]; then :
    elif [[ -z "$number" && "$part" == [0-9]* ]]; then
      number="$part"
      # A channel's date is known to its manager only.
      if [[ "$managed" == managed && "$wanted" =~ ^($preview)\  ]]; then continue; fi
      [[ $'\n'"$numbers" =~ $'\n'\${number//./\\.}([^0-9]|$) ]] || return 1
    elif [[ "$managed" != managed ]]; then
      [[ "$found" =~ (^|[^0-9])\${part//./\\.}([^0-9]|$) ]] ||
        [[ "$part" == [a-z]* && "$found" =~ [0-9]\${part//./\\.}([^0-9]|$) ]] || return 1
    fi
  done
}`,
  },
  // The numbers that a tool gives as its own: the first of its answer, and of the lines of a list.
  travis_version_number: {
    body: bash`travis_version_number() {
  local line first='' pattern='(^|[^[:alnum:].])(v|go|r)?([0-9]+(\.?[0-9a-z]+)*)'
  while IFS= read -r line; do
    if [[ -n "$first" && "$line" != [0-9[]* ]]; then continue; fi
    if [[ "$line" =~ $pattern ]]; then
      first=yes
      printf '%s\n' "\${BASH_REMATCH[3]}"
    fi
  done <<<"$1"
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
      if [[ "$version" == lts ]]; then version='lts/*'; fi
      if [[ "$version" =~ ^(latest|stable)$ ]]; then version=node; fi
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
