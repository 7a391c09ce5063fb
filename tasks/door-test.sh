#!/usr/bin/env bash
# What the front door promises, tried on the real system: refusals of one line, a quick second start, nothing left behind.
# Usage: tasks/door-test.sh DATA PORT REPORT — a data directory that was used before, the first of six free ports, and
# where to write "passed failed skipped".
# shellcheck disable=SC2317 # most functions are called through expect, which shellcheck cannot see
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
data=$1 api=$2 site=$(($2 + 2)) other_api=$(($2 + 3)) other_site=$(($2 + 5)) report=$3
work=$(mktemp -d "${TMPDIR:-/tmp}/broadsheet-door.XXXXXX") || exit 1
passed=0 failed=0 instance='' family=''

clean_up() {
  [[ -z $instance ]] || kill -TERM "$instance" 2>/dev/null
  [[ -z $instance ]] || wait "$instance" 2>/dev/null
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' INT TERM HUP

expect() { # WHAT CONDITION...
  if "${@:2}"; then
    echo "ok      $1"
    ((passed++))
  else
    echo "FAILED  $1"
    ((failed++))
    tail -n 20 "$work"/err "$work"/run "$work"/left 2>/dev/null | sed 's/^/          /'
  fi
}

# refuses STATUS PATTERN ARGUMENTS...: exits with that status and says one line, which matches, on standard error.
refuses() {
  local status=0
  timeout 120 "$root/broadsheet" "${@:3}" >"$work/out" 2>"$work/err" </dev/null || status=$?
  [[ $status == "$1" && $(wc -l <"$work/err") -eq 1 && $(<"$work/err") =~ $2 ]]
}

start() {
  # What the last instance said would pass for this one's word.
  rm -f "$work/run"
  set -m # a process group of its own, which Ctrl-C reaches as a whole
  "$root/broadsheet" run --port "$site" --api-port "$api" --data "$data" >"$work/run" 2>&1 </dev/null &
  instance=$!
  set +m
  local tenths=1200
  until grep -qs 'Broadsheet is up' "$work/run"; do
    if ! kill -0 "$instance" 2>/dev/null || ((tenths-- == 0)); then return 1; fi
    sleep 0.1
  done
  family=$(pgrep -P "$instance")
}

gone() { # the processes of the instance, the PostgreSQL on its data, and whoever held its ports
  local pid port
  for pid in $family $(pgrep -f -- "postgres.*$data/postgres"); do
    if kill -0 "$pid" 2>/dev/null; then
      ps -o pid,args -p "$pid" >"$work/left"
      return 1
    fi
  done
  for port in "$api" "$((api + 1))" "$site"; do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return 1; fi
  done
}

kill_child() { kill -KILL "$(pgrep -P "$instance" -f "$1")"; }

ends() { # STATUS: the instance ends within a minute, with that status, and leaves nothing
  local status=0 tenths=600
  while kill -0 "$instance" 2>/dev/null && ((tenths-- > 0)); do sleep 0.1; done
  ((tenths > 0)) || kill -KILL "$instance"
  wait "$instance" || status=$?
  instance=''
  [[ $status == "$1" ]] && gone
}

names_all_commands() {
  local text word
  text=$("$root/broadsheet" help)
  for word in run dev test demo bench fmt; do [[ $text == *"./broadsheet $word "* ]] || return 1; done
}

kept_secret() { ! grep -q -e "$1" "$work/out" "$work/err"; }

answers() { timeout 10 bash -c "exec 3<>/dev/tcp/127.0.0.1/$1 && printf 'GET / HTTP/1.0\r\n\r\n' >&3 && read -r _ <&3" 2>/dev/null; }

expect 'an unknown option is named, with the nearest' refuses 2 "'--prot', did you mean --port" run --prot 1
expect 'a port that is no number is refused' refuses 2 "'abc'" run --port abc
expect 'a database that is no PostgreSQL is refused' refuses 2 'postgresql://' run --database-url mysql://localhost/x
expect 'help names every command' names_all_commands

SECONDS=0
expect 'a second start on the same data' start
expect 'it takes seconds' [ "$SECONDS" -lt 30 ]
expect 'a taken site port is refused' refuses 1 "port $site .*taken" run --port "$site" --api-port "$other_api" --data "$work/data"
expect 'a taken API port is refused' refuses 1 "port $api .*taken" run --port "$other_site" --api-port "$api" --data "$work/data"
expect 'a taken management port is refused' refuses 1 "port $api,.*taken" run --port "$other_site" --api-port "$((api - 1))" --data "$work/data"
expect 'a second instance on the same data is refused' refuses 1 '.' run --port "$other_site" --api-port "$other_api" --data "$data"
expect 'the first goes on' answers "$site"
expect 'an unreachable database is refused' \
  refuses 1 '.' run --port "$other_site" --api-port "$other_api" --data "$work/data" --database-url postgresql://u:hidden@127.0.0.1:1/none
expect 'its password is not repeated' kept_secret hidden

kill -INT -- "-$instance"
expect 'Ctrl-C leaves nothing' ends 130

expect 'a start after Ctrl-C' start
kill_child quarkus-run.jar
expect 'the death of the API ends all' ends 1

expect 'a start after a crash' start
kill_child frontend/build/index.js
expect 'the death of the site ends all' ends 1

expect 'one more start' start
kill -HUP "$instance"
expect 'a closed terminal leaves nothing' ends 129

echo "$passed $failed 0" >"$report"
exit "$((failed > 0))"
