# shellcheck shell=bash
# Building what changed, and nothing else.

readonly build_logs=$root/.broadsheet/logs
readonly jar=$root/backend/target/quarkus-app/quarkus-run.jar
readonly site_entry=$root/frontend/build/index.js
readonly node_bin=$root/frontend/node_modules/.bin/node

# A stamp holds the hash of the inputs; it lies beside the output and dies with it.
readonly backend_stamp=$root/backend/target/.inputs
readonly frontend_stamp=$root/frontend/build/.inputs
readonly packages_stamp=$root/frontend/node_modules/.inputs

# One hash over the names and contents of a build's inputs: files that git tracks and those it does not know yet.
inputs_of() {
  local hash=(sha256sum)
  command -v sha256sum >/dev/null || hash=(shasum -a 256)
  case $1 in
    packages) set -- frontend ./package.json ./package-lock.json ;;
    backend)
      set -- backend . '(' -path ./target -o -path ./src/test -o -path ./demo -o -path ./openapi.yaml ')' -prune -o
      ;;
    frontend)
      set -- frontend . '(' -path ./node_modules -o -path ./build -o -path ./.svelte-kit -o -path ./e2e -o -path ./coverage \
        -o -name test-results -o -name playwright-report -o -name '*.test.ts' ')' -prune -o
      ;;
  esac
  (cd "$root/$1" && shift && printf '%s\n' "$JAVA_HOME" &&
    find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 "${hash[@]}") | "${hash[@]}"
}

# is_current OUTPUT STAMP HASH; an output newer than its stamp was built by another hand, from who knows what.
is_current() { [[ -e $1 && -e $2 && ! $1 -nt $2 && $(<"$2") == "$3" ]]; }

run_maven() { "$mvn" -B -ntp -f "$root/backend/pom.xml" "$@"; }
run_npm() { (cd "$root/frontend" && npm "$@"); }

# make_X builds a part and stamps it with the inputs it had at the start; build_X does so only where they changed.

make_packages() {
  local inputs
  inputs=$(inputs_of packages)
  run_npm ci --no-audit --no-fund || return 1
  if [[ ! -x $node_bin ]]; then
    echo "npm installed no Node for the site: allow it to run the install script of the package 'node'"
    return 1
  fi
  printf '%s\n' "$inputs" >"$packages_stamp"
}

make_backend() {
  local inputs
  inputs=$(inputs_of backend)
  run_maven package -Dmaven.test.skip=true -Dspotless.check.skip=true && printf '%s\n' "$inputs" >"$backend_stamp"
}

make_frontend() {
  local inputs
  inputs=$(inputs_of frontend)
  run_npm run build && printf '%s\n' "$inputs" >"$frontend_stamp"
}

# The contract is what the code says; it is committed, so that a change of it is seen.
write_contract() {
  cp "$root/backend/target/openapi/openapi.yaml" "$root/backend/openapi.yaml" && run_npm run generate:api
}

has_packages() { is_current "$node_bin" "$packages_stamp" "$(inputs_of packages)"; }
has_backend() { is_current "$jar" "$backend_stamp" "$(inputs_of backend)"; }
has_frontend() { is_current "$site_entry" "$frontend_stamp" "$(inputs_of frontend)"; }

build_packages() { has_packages || step 'packages of the site' "$build_logs/packages.log" make_packages; }

build_backend() {
  has_backend && return
  find_maven
  step 'build of the API' "$build_logs/backend.log" make_backend
}

build_frontend() {
  build_packages
  has_frontend || step 'build of the site' "$build_logs/frontend.log" make_frontend
}

# Two builds in one checkout would tread on each other, so the second waits. Where there is no flock (macOS) it does not.
one_at_a_time() {
  mkdir -p "$build_logs" || die "cannot write to $(shown "$build_logs")"
  exec 9>"$root/.broadsheet/build.lock"
  if command -v flock >/dev/null && ! flock -n 9; then
    echo '  waiting for another ./broadsheet that builds in this checkout'
    flock 9
  fi
  "$@"
  exec 9>&-
}

build_both() {
  build_backend
  build_frontend
}
