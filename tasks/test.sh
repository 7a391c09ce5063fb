# shellcheck shell=bash
# Everything that CI checks, in order. A step that fails does not stop the ones that do not need it; the last line counts.
# A test runner counts by its own report; any other step counts as one. What ran no test has failed.

readonly reports=$root/.broadsheet/reports
passed=0 failed=0 temporary=''

tally() { # PASSED FAILED [REMARK]: close the line of the step
  ((passed += $1, failed += $2))
  printf ' %s%s\n' "$(if (($2)); then printf '%d passed, %d FAILED' "$1" "$2"; else printf '%d passed' "$1"; fi)" "${3:+ ($3)}"
}

show_failure() { # LOG
  tail -n "${2:-40}" "$1" | sed 's/^/    /'
  printf '    (the whole output: %s)\n' "$(shown "$1")"
}

# check NAME COMMAND...: one test; its output is shown when it fails.
check() {
  local log=$build_logs/test-${1//[^A-Za-z0-9]/-}.log
  if work "$1" "$log" "${@:2}"; then
    tally 1 0
  else
    tally 0 1
    show_failure "$log"
    return 1
  fi
}

skip() { printf '  %-36s skipped: %s\n' "$1" "$2"; }

# suite NAME KIND REPORT COMMAND...: a test runner of a KIND that count knows, which leaves its REPORT.
suite() {
  local name=$1 kind=$2 report=$3 log=$build_logs/test-${1//[^A-Za-z0-9]/-}.log status=0 good bad skipped remark=''
  rm -rf "$report" # else a runner that dies at once would count by the report of the time before
  work "$name" "$log" "${@:4}" || status=$?
  read -r good bad skipped <<<"$(count "$kind" "$report")"
  ((${skipped:-0} > 0)) && remark="$skipped skipped"
  if ((status != 0 && ${bad:-0} == 0)); then
    bad=1 remark="the runner broke, exit code $status"
  elif ((${good:-0} + ${bad:-0} == 0)); then
    bad=1 remark='no test ran'
  fi
  tally "${good:-0}" "${bad:-0}" "$remark"
  if ((${bad:-0} > 0)); then
    show_failure "$log" 80
    return 1
  fi
}

# Prints "passed failed skipped" of a report; nothing when there is none or it cannot be read.
count() {
  # shellcheck disable=SC2016 # the dollars are JavaScript's
  node -e '
    const fs = require("fs"), [kind, report] = process.argv.slice(1)
    const json = () => JSON.parse(fs.readFileSync(report, "utf8"))
    const kinds = {
      surefire() {
        let all = 0, bad = 0, skipped = 0
        const integration = report.replace("surefire", "failsafe")
        const files = [report, integration].filter(fs.existsSync)
          .flatMap((folder) => fs.readdirSync(folder).map((name) => `${folder}/${name}`))
        for (const file of files.filter((name) => /TEST-[^/]*\.xml$/.test(name))) {
          const suite = /<testsuite\b[^>]*>/.exec(fs.readFileSync(file, "utf8"))[0]
          const number = (name) => Number(new RegExp(`\\s${name}="(\\d+)"`).exec(suite)?.[1] ?? 0)
          all += number("tests"), bad += number("errors") + number("failures"), skipped += number("skipped")
        }
        return [all - bad - skipped, bad, skipped]
      },
      vitest() {
        const sum = json()
        return [sum.numPassedTests, sum.numFailedTests, sum.numPendingTests + sum.numTodoTests]
      },
      playwright() {
        const { stats, errors } = json()
        return [stats.expected + stats.flaky, stats.unexpected + errors.length, stats.skipped]
      },
      tally() { return fs.readFileSync(report, "utf8").trim().split(" ") }
    }
    console.log(kinds[kind]().join(" "))' "$1" "$2" 2>/dev/null
}


# --- the steps that are more than one command ---------------------------------------------------------------------

# Debian's packages for what is missing, where this is Debian and we may: Chromium is needed, shellcheck is welcome, and
# avifdec, without which AVIF is not taken and not tried. Readers have a Times and an Arial while the site's own fonts are on
# their way; a machine without cannot tell whether lines move then.
install_tools() {
  local missing=()
  find_chromium || missing+=(chromium)
  [[ -n $(fc-list 'Times New Roman' 2>/dev/null)$(fc-list 'Liberation Serif' 2>/dev/null) ]] || missing+=(fonts-liberation)
  command -v avifdec >/dev/null || missing+=(libavif-bin)
  command -v shellcheck >/dev/null || missing+=(shellcheck)
  if ((${#missing[@]} > 0 && EUID == 0)) && command -v apt-get >/dev/null; then
    check "install ${missing[*]}" apt_install "${missing[@]}"
    find_chromium
  fi
}

apt_install() { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"; }

lint_scripts() {
  (cd "$root" && shellcheck -x -a broadsheet && shellcheck .ci/run tasks/door-test.sh)
}

verify_backend() {
  local inputs
  inputs=$(inputs_of backend)
  rm -rf "$root/backend/target/failsafe-reports"
  run_maven verify -Dspotless.check.skip=true || return
  printf '%s\n' "$inputs" >"$backend_stamp"
}

contract_is_fresh() {
  diff -u "$root/backend/openapi.yaml" "$root/backend/target/openapi/openapi.yaml" && return
  echo 'backend/openapi.yaml is not what the code says: run ./broadsheet fmt'
  return 1
}

types_are_fresh() {
  local committed=$root/frontend/src/lib/api/schema.d.ts fresh=$temporary/schema.d.ts
  "$root/frontend/node_modules/.bin/openapi-typescript" "$root/backend/openapi.yaml" -o "$fresh" &&
    diff -u "$committed" "$fresh" && return
  echo "$(shown "$committed") is not what backend/openapi.yaml says: run ./broadsheet fmt"
  return 1
}

unit_tests() { run_npm exec -- vitest run --reporter=default --reporter=json "--outputFile.json=$reports/vitest.json"; }

compose_is_valid() {
  POSTGRES_PASSWORD=only-for-this-check docker compose --project-directory "$root" config --quiet
}

# The first of nine free ports: the API's, its management port, the site's, four more for the tests of the front door and of
# nodes, that of PayPal's stand-in, and the weather's.
choose_ports() {
  api_port=$(node -e '
    const net = require("net")
    const free = (port) => new Promise((done) => {
      const server = net.createServer().once("error", () => done(false))
      server.listen(port, () => server.close(() => done(true)))
    })
    const search = async () => {
      for (;;) {
        const port = 20000 + Math.floor(Math.random() * 12000) // below the range of outgoing connections
        const all = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((step) => free(port + step))
        if ((await Promise.all(all)).every(Boolean)) return port
      }
    }
    search().then((port) => console.log(port))')
  site_port=$((api_port + 2))
}

system_pid='' weather_pid=''

start_weather() {
  set -m
  node "$root/tasks/weather-stand-in.js" "$((api_port + 8))" </dev/null >/dev/null 2>&1 &
  weather_pid=$!
  set +m
  export BROADSHEET_WEATHER_URL=http://127.0.0.1:$((api_port + 8))
}

# start_system NAME DATA OPTIONS...: leaves it running.
start_system() {
  local log=$build_logs/test-${1//[^A-Za-z0-9]/-}.log
  # All the gifts of a test run come from one address.
  export BROADSHEET_DONATIONS_PER_ADDRESS=1000
  # The people of a test run sign in once.
  export BROADSHEET_STAFF_RECENT=12H
  # A refund of ten euros and more is asked for by one person and agreed to by another.
  export BROADSHEET_DONATIONS_SECOND_PERSON_FROM=1000
  printf '  %-36s ' "start of $1"
  local started=$SECONDS
  set -m
  "$root/broadsheet" run --port "$site_port" --api-port "$api_port" --data "$2" "${@:3}" >"$log" 2>&1 </dev/null &
  system_pid=$!
  set +m
  while is_alive "$system_pid" && ! grep -q 'Broadsheet is up' "$log"; do sleep 0.2; done
  printf '%4d s ' "$((SECONDS - started))"
  if is_alive "$system_pid"; then
    tally 1 0
  else
    tally 0 1
    show_failure "$log"
    return 1
  fi
}

end_system() {
  end "$system_pid" 60
  system_pid=''
}

end_to_end() { # REPORT
  (cd "$root/frontend" && SITE_URL=http://localhost:$site_port API_URL=http://localhost:$api_port \
    SYSTEM_LOG=$build_logs/test-the-whole-system.log PLAYWRIGHT_JSON_OUTPUT_FILE=$1 CI=${CI:-true} \
    npm exec -- playwright test --config e2e/playwright.config.ts --reporter=list,json)
}

in_chromium() { # NAME REPORT
  if [[ -n ${CHROMIUM:-} ]]; then
    suite "$1" playwright "$2" end_to_end "$2"
  else
    printf '  %-36s' "$1"
    tally 0 1 'no Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM to its path'
  fi
}

finish_tests() {
  local status=$?
  end "$system_pid" 60
  end "$weather_pid" 1
  stop_everything
  rm -rf "$temporary"
  ((status == 0 || failed > 0)) || failed=1
  printf '\n%d passed, %d failed\n' "$passed" "$failed"
  exit "$((failed > 0))"
}

# --- all of them, in order ----------------------------------------------------------------------------------------

temporary=$(mktemp -d "${TMPDIR:-/tmp}/broadsheet-test.XXXXXX") || die 'cannot make a temporary folder'
trap finish_tests EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP
mkdir -p "$reports" || die "cannot write to $(shown "$reports")"
unset BROADSHEET_DATABASE_URL BROADSHEET_DATA BROADSHEET_DEMO BROADSHEET_SITE_URL BROADSHEET_API_URL BROADSHEET_HOST
find_jdk
find_node
find_maven
install_tools
has_packages || check 'packages of the site' make_packages

if command -v shellcheck >/dev/null; then
  check 'scripts: shellcheck' lint_scripts
else
  skip 'scripts: shellcheck' 'not installed'
fi
if docker compose version >/dev/null 2>&1; then
  check 'docker compose config' compose_is_valid
else
  skip 'docker compose config' 'no Docker client with compose here'
fi

check 'API: format' run_maven spotless:check
suite 'API: lint, tests, contract' surefire "$root/backend/target/surefire-reports" verify_backend
has_backend || check 'API: build' make_backend # a failed test keeps Maven from packaging
check 'contract: fresh' contract_is_fresh
check 'contract: lint' run_npm run lint:openapi
check 'contract: types of the site' types_are_fresh

check 'site: lint' run_npm run lint
check 'site: types' run_npm run check
suite 'site: unit tests' vitest "$reports/vitest.json" unit_tests
check 'site: build' make_frontend

choose_ports
start_weather
if start_system 'the whole system' "$temporary/data"; then
  in_chromium 'end to end, in Chromium' "$reports/playwright.json"
  end_system
  suite 'the front door' tally "$reports/door" "$root/tasks/door-test.sh" "$temporary/data" "$api_port" "$reports/door"
  suite 'nodes that are killed' tally "$reports/nodes" node "$root/tasks/nodes-test.js" "$api_port" "$reports/nodes"
  suite 'search that breaks' tally "$reports/search" node "$root/tasks/search-test.js" "$api_port" "$reports/search"
  suite 'the schedule, killed over' tally "$reports/desk" node "$root/tasks/desk-test.js" "$api_port" "$reports/desk"
  suite 'donations, killed over' tally "$reports/donations" node "$root/tasks/donations-test.js" "$api_port" "$reports/donations"
fi
if start_system 'a system with PayPal’s stand-in' "$temporary/paypal" --paypal-standin; then
  export PAYPAL_STANDIN_URL=http://127.0.0.1:$((api_port + 7))
  in_chromium 'gifts through PayPal’s stand-in' "$reports/playwright-paypal.json"
  end_system
fi
