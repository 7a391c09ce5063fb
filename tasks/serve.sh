# shellcheck shell=bash
# Starting both halves, waiting until they answer, and leaving no process behind.

readonly java_flags=("@$root/backend/jvm.options")

api_pid='' site_pid='' standin_pid='' tail_pid='' last_status=0 old_postgres='' is_up='' is_dev=''

prepare_data() {
  if ! { mkdir -p "$data/logs" && [[ -w $data/logs ]]; } 2>/dev/null; then die "cannot write to the data directory $data"; fi
  data=$(cd "$data" && pwd -P)
  # Named by port, so that an instance which is refused does not write over the log of the one that runs.
  api_log=$data/logs/api-$api_port.log site_log=$data/logs/site-$site_port.log
}

# Asked of Node, not of ss or lsof, which are not everywhere; on each loopback too, where a wildcard may not look.
ports_free() {
  local taken
  taken=$(node -e '
    const net = require("net")
    const free = (port, host) => new Promise((done) => {
      const server = net.createServer()
      server.once("error", (error) => done(!["EADDRINUSE", "EACCES"].includes(error.code)))
      server.listen({ port, host }, () => server.close(() => done(true)))
    })
    const first = async () => {
      for (const port of process.argv.slice(1).map(Number))
        for (const host of ["127.0.0.1", "::1", undefined]) if (!(await free(port, host))) return port
      return ""
    }
    first().then((port) => console.log(port))' "$site_port" "$api_port" \
    "$((api_port + 1))" ${standin:+"$((api_port + 7))"}) || die 'node does not run'
  case $taken in
    '') ;;
    "$site_port") die "port $taken for the site is taken; choose another with --port" ;;
    "$api_port") die "port $taken for the API is taken; choose another with --api-port" ;;
    "$((api_port + 7))") die "port $taken, of PayPal's stand-in, is taken; choose another with --api-port, seven below a free port" ;;
    *) die "port $taken, the API's management port, is taken; choose another with --api-port, one below a free port" ;;
  esac
}

set_environment() {
  export BROADSHEET_API_PORT=$api_port BROADSHEET_MANAGEMENT_PORT=$((api_port + 1)) BROADSHEET_DATA=$data
  export BROADSHEET_SITE_URL=${BROADSHEET_SITE_URL:-http://localhost:$site_port}
  export BROADSHEET_API_URL=${BROADSHEET_API_URL:-http://localhost:$api_port}
  # This machine only, unless told otherwise: a newsroom on a laptop is nobody else's business.
  export BROADSHEET_HOST=${BROADSHEET_HOST:-127.0.0.1}
  # The site's server speaks to the API for its readers: whose form it hands on is believed.
  export BROADSHEET_TRUSTED_PROXIES=${BROADSHEET_TRUSTED_PROXIES:-127.0.0.1}
  if [[ -n $demo ]]; then export BROADSHEET_DEMO=$demo; else unset BROADSHEET_DEMO; fi
}

# The process id of the PostgreSQL that runs on our data directory, or nothing.
postgres_pid() {
  local file pid=''
  file=$(find "$data/postgres" -maxdepth 3 -name postmaster.pid 2>/dev/null | head -n 1)
  [[ -n $file ]] && read -r pid <"$file"
  [[ -n $pid && $(ps -o args= -p "$pid" 2>/dev/null) == *postgres* ]] && printf '%s' "$pid"
}

# start LOG COMMAND...: in a process group of its own; the log of the time before is kept as LOG.1.
start() {
  local log=$1
  shift
  [[ -e $log ]] && mv "$log" "$log.1"
  set -m
  "$@" >"$log" 2>&1 </dev/null &
  set +m
}

# A PayPal of our own beside the API: made of test classes, so that no artefact has it. What judges it by PayPal's own files
# is among the tests' libraries, and not here.
start_standin() {
  local log=$data/logs/paypal-standin.log authority=$data/paypal-standin.pem port=$((api_port + 7)) webhook=''
  local jackson=$root/backend/target/quarkus-app/lib/main
  # Each start is another account: what the database remembers of the one before, its plans above all, is nowhere any more.
  local client
  client=standin-$(date +%s)
  find_maven
  step 'PayPal stand-in' "$build_logs/standin.log" run_maven -q test-compile -Dspotless.check.skip=true
  start "$log" env -u BROADSHEET_PAYPAL_SPECS "$JAVA_HOME/bin/java" -cp "$root/backend/target/test-classes:$jackson/*" \
    org.broadsheet.donation.standin.PayPalStandIn --port "$port" --authority "$authority" --client "$client:standin" \
    --webhook "http://127.0.0.1:$api_port/v1/webhooks/paypal"
  standin_pid=$!
  while is_alive "$standin_pid" && [[ -z $webhook ]]; do
    sleep 0.1
    webhook=$(sed -n 's/^PayPal stand-in: webhook id //p' "$log")
  done
  [[ -n $webhook ]] || die "the stand-in did not start; its log is $(shown "$log")"
  export BROADSHEET_DONATIONS=paypal BROADSHEET_PAYPAL_MODE=sandbox BROADSHEET_PAYPAL_WEBHOOK_ID=$webhook
  export BROADSHEET_PAYPAL_CLIENT_ID=$client BROADSHEET_PAYPAL_CLIENT_SECRET=standin
  export BROADSHEET_PAYPAL_BASE_URL=http://127.0.0.1:$port BROADSHEET_PAYPAL_CERTIFICATES_ANCHOR=$authority
  export PAYMENT_ORIGIN=http://127.0.0.1:$port
}

start_api() {
  old_postgres=$(postgres_pid)
  if [[ -n $is_dev ]]; then
    start "$api_log" run_maven quarkus:dev -Dspotless.check.skip=true -Dquarkus.console.enabled=false
  else
    # shellcheck disable=SC2086 # the options of the JVM are words of one string
    start "$api_log" "$JAVA_HOME/bin/java" "${java_flags[@]}" ${BROADSHEET_JAVA_OPTS:-} -jar "$jar"
  fi
  api_pid=$!
  await API "$api_pid" "$api_log" "$((api_port + 1))" /q/health/ready 600
}

start_site() {
  # The site needs no database, so it does not learn the password.
  local environment=(env -u BROADSHEET_DATABASE_URL "HOST=$BROADSHEET_HOST" "PORT=$site_port" "ORIGIN=$BROADSHEET_SITE_URL"
    "API_URL=http://127.0.0.1:$api_port" "PUBLIC_API_URL=$BROADSHEET_API_URL")
  if [[ -n $is_dev ]]; then
    start "$site_log" "${environment[@]}" npm --prefix "$root/frontend" run dev -- --host "$BROADSHEET_HOST" --port "$site_port" --strictPort
  else
    start "$site_log" "${environment[@]}" NODE_ENV=production "$node_bin" "$site_entry"
  fi
  site_pid=$!
  await site "$site_pid" "$site_log" "$site_port" / 120
}

# The status that GET http://127.0.0.1:PORT PATH answers with; no client that may not be installed.
status_of() {
  local line=''
  {
    exec 8<>"/dev/tcp/127.0.0.1/$1" &&
      printf 'GET %s HTTP/1.1\r\nHost: localhost:%s\r\nConnection: close\r\n\r\n' "$2" "$1" >&8 &&
      read -r -t 10 line <&8
    exec 8>&-
  } 2>/dev/null
  line=${line#* }
  printf '%s' "${line%% *}"
}

# The link by which the first account is set up, as long as nobody has one: the API told it to its log.
first_account() {
  local link
  link=$(sed -n 's/^.*Nobody has an account yet\. Set up the first one here: //p' "$api_log" | tail -n 1)
  [[ -z $link ]] || printf '  Nobody has an account yet. Set up the first one here, within a day:\n    %s\n' "$link"
}

is_alive() { [[ -n $1 ]] && kill -0 "$1" 2>/dev/null; }

await() { # NAME PID LOG PORT PATH SECONDS
  local started=$SECONDS
  printf '  %-36s ' "start of the $1"
  while [[ $(status_of "$4" "$5") != 200 ]]; do
    if ! is_alive "$2"; then
      echo
      wait "$2" 2>/dev/null
      last_status=$?
      report_death "$1" "$3"
    fi
    if ((SECONDS - started > $6)); then
      echo
      die "the $1 did not answer within $6 s; its log is $(shown "$3")"
    fi
    sleep 0.1
  done
  printf '%4d s\n' "$((SECONDS - started))"
}

# Why a child ended, in one line: its own word while it was starting, else its exit code and where to look.
report_death() { # NAME LOG
  local word
  word=$(grep '^broadsheet: ' "$2" | tail -n 1)
  if [[ -n $word && -z $is_up ]]; then die "${word#broadsheet: }"; fi
  if [[ -z $is_up ]]; then tail -n 15 "$2" | sed 's/^/    /' >&2; fi
  die "the $1 ended by itself with exit code $last_status, so everything stops; its log is $(shown "$2")"
}

# The logs of both halves on the terminal as they grow.
show_logs() {
  set -m
  tail -q -n 0 -F "$api_log" "$site_log" 2>/dev/null &
  tail_pid=$!
  set +m
}

# Wait for the first child to end; none should.
watch_over() {
  while is_alive "$api_pid" && is_alive "$site_pid"; do
    wait -n "$api_pid" "$site_pid" 2>/dev/null
    last_status=$?
  done
  if is_alive "$api_pid"; then report_death site "$site_log"; else report_death API "$api_log"; fi
}

# end PID SECONDS: ask its process group to stop, and after so many seconds ask no longer.
end() {
  local tenths=$(($2 * 10))
  [[ -n $1 ]] || return 0
  kill -TERM -- "-$1" 2>/dev/null
  while is_alive "$1" && ((tenths-- > 0)); do sleep 0.1; done
  kill -KILL -- "-$1" 2>/dev/null
  wait "$1" 2>/dev/null
}

stop_everything() {
  local pid tenths=100
  trap '' INT TERM HUP
  trap - EXIT
  end "$step_pid" 5
  end "$tail_pid" 1
  end "$site_pid" 5
  end "$api_pid" 30
  end "$standin_pid" 5
  # A JVM that was killed leaves its PostgreSQL behind. One that was there before us belongs to another instance.
  pid=$(postgres_pid)
  if [[ -n $api_pid && -n $pid && ($pid != "$old_postgres" || -n $is_up) ]]; then
    kill -INT "$pid" 2>/dev/null
    while is_alive "$pid" && ((tenths-- > 0)); do sleep 0.1; done
    kill -QUIT "$pid" 2>/dev/null
  fi
  step_pid='' site_pid='' api_pid='' standin_pid='' tail_pid=''
}

stop_on_signals() {
  trap 'printf "\n  stopping\n" 2>/dev/null; stop_everything; exit 130' INT
  trap 'stop_everything; exit 143' TERM
  trap 'stop_everything; exit 129' HUP
  trap 'stop_everything' EXIT
}
