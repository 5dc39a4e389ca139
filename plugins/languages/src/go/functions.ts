/** Shell functions of Go jobs; a job's log shows them as commands. */

const makefile =
  '[[ -f GNUmakefile || -f makefile || -f Makefile || -f BSDmakefile || -f GNUMakefile ]]';

/** travis_export_go VERSION IMPORT_PATH */
export const exportGo = String.raw`travis_export_go() {
  export TRAVIS_GO_VERSION="$1" TRAVIS_GO_IMPORT_PATH="$2" GIMME_GO_VERSION="$1" GOMAXPROCS=2 GO111MODULE=auto
}`;

/** The checkout lies in GOPATH under its import path too, for code that knows no modules. */
export const setupGo = `travis_setup_go() {
  local place="\${TRAVIS_BUILD_DIR:-$PWD}"
  export GOPATH="\${TRAVIS_HOME:-$HOME}/gopath"
  export PATH="$GOPATH/bin:$PATH"
  mkdir -p "$GOPATH/bin"
  if [[ -f go.mod ]]; then return 0; fi
  mkdir -p "$GOPATH/src/$(dirname "$TRAVIS_GO_IMPORT_PATH")"
  ln -sfn "$place" "$GOPATH/src/$TRAVIS_GO_IMPORT_PATH"
  cd "$GOPATH/src/$TRAVIS_GO_IMPORT_PATH" && export TRAVIS_BUILD_DIR="$PWD"
}`;

/** travis_install_go_dependencies VERSION ARGUMENTS: nothing where a makefile takes care. */
export const installGo = `travis_install_go_dependencies() {
  local args
  read -r -a args <<<"$2"
  if [[ -f Godeps/Godeps.json ]]; then
    export GOPATH="\${TRAVIS_BUILD_DIR}/Godeps/_workspace:$GOPATH" PATH="\${TRAVIS_BUILD_DIR}/Godeps/_workspace/bin:$PATH"
    if [[ ! -d Godeps/_workspace/src ]]; then travis_retry godep restore || return; fi
  fi
  if ${makefile}; then
    echo 'Makefile detected'
    return 0
  fi
  if [[ " $2 " != *" -t "* ]]; then args+=(-t); fi
  travis_retry go get "\${args[@]}" ./...
}`;

/** travis_script_go ARGUMENTS */
export const testGo = `travis_script_go() {
  local args
  read -r -a args <<<"$1"
  if ${makefile}; then
    export TRAVIS_CMD=make
    make
  else
    export TRAVIS_CMD="go test $1 ./..."
    go test "\${args[@]}" ./...
  fi
}`;
