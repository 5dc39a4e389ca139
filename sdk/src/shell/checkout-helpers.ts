import { bash, type HelperFunction } from './helper-text.js';

/**
 * A checkout of the commit that was recorded, whatever the names in the repository lead to by now: branches and tags
 * move, share their names, and go.
 */
export const checkoutHelpers: Readonly<Record<string, HelperFunction>> = {
  // travis_git_clone NAME URL DIR [FLAG…]: by the branch or tag NAME where the repository still has it.
  travis_git_clone: {
    body: bash`travis_git_clone() {
  local name="$1" url="$2" dir="$3" code=0 round
  shift 3
  export TRAVIS_CMD="git clone --branch=$name $url"
  for round in 1 2 3; do
    git clone "$@" --branch="$name" "$url" "$dir" && return
    code=$?
    git ls-remote --exit-code "$url" "refs/heads/$name" "refs/tags/$name" &>/dev/null
    # 2: it answers, and has no such name.
    if [[ $? -eq 2 ]]; then
      printf '\033[33;1mThe repository has no branch or tag %s any more: the recorded commit is asked for.\033[0m\n' "$name"
      git clone "$@" "$url" "$dir"
      return
    fi
    if [[ $round -lt 3 ]]; then
      printf '\n\033[31;1mThe command "%s" failed. Retrying, %s of 3.\033[0m\n\n' "$TRAVIS_CMD" $((round + 1))
      sleep $round
    fi
  done
  return $code
}`,
  },
  // travis_git_checkout COMMIT REF [FLAG…]: fetches it by its name, else by what led to it, else all there is.
  travis_git_checkout: {
    body: bash`travis_git_checkout() {
  local commit="$1" ref="$2" round said
  shift 2
  export TRAVIS_CMD="git checkout -qf $commit"
  git checkout -qf "$commit" 2>/dev/null && return
  for round in 1 2 3; do
    git cat-file -e "$commit^{commit}" 2>/dev/null && break
    git fetch -q "$@" origin "$commit" 2>/dev/null && break
    git fetch -q "$@" origin "+$ref:" 2>/dev/null
    git cat-file -e "$commit^{commit}" 2>/dev/null && break
    git fetch -q --unshallow origin 2>/dev/null
    git cat-file -e "$commit^{commit}" 2>/dev/null && break
    if said="$(git ls-remote origin HEAD 2>&1)"; then
      printf '\033[31;1mThe commit %s is no longer in the repository (it was recorded for %s).\033[0m\n' "$commit" "$ref"
      printf 'A forced push, a deletion or a newer merge took it away, and the host has dropped it.\n'
      printf 'A restart cannot bring it back: push it again, or trigger a build of what is there now.\n'
      return 1
    fi
    printf '%s\n' "$said"
    [[ $round -eq 3 ]] || sleep $((round * 2))
  done
  git checkout -qf "$commit"
}`,
  },
  // travis_git_merge HEAD BASE BRANCH [FLAG…]: HEAD is checked out; it is merged into BASE, as BRANCH was when it was recorded.
  travis_git_merge: {
    body: bash`travis_git_merge() {
  local head="$1" base="$2" branch="$3"
  shift 3
  if [[ -z "$base" ]] || ! { git cat-file -e "$base^{commit}" || git fetch -q "$@" origin "$base"; } 2>/dev/null; then
    git fetch -q "$@" origin "+refs/heads/$branch:" || return
    base="$(git rev-parse FETCH_HEAD)"
  fi
  if ! git merge-base "$base" "$head" &>/dev/null && [[ "$(git rev-parse --is-shallow-repository)" == true ]]; then
    # The head of a fork is not in the repository.
    git fetch -q --unshallow origin "$head" "$base" 2>/dev/null || git fetch -q --unshallow origin "$base" || return
  fi
  git checkout -qf "$base" || return
  if git -c user.name=Turnpike -c user.email=turnpike@localhost merge -q --no-ff --no-edit -m "Merge $head into $base" "$head"; then
    return
  fi
  printf '\033[31;1mThe pull request cannot be merged into %s.\033[0m\n' "$branch"
  git diff --name-only --diff-filter=U
  printf 'Merge %s into it, resolve what conflicts, and push again.\n' "$branch"
  return 1
}`,
  },
};
