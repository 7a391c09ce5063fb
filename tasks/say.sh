# shellcheck shell=bash
# What the front door says: errors of one line, and steps of one line with the seconds they took.

die() {
  printf 'broadsheet: %s\n' "$*" >&2
  exit 1
}

misuse() {
  printf 'broadsheet: %s (see ./broadsheet help)\n' "$*" >&2
  exit 2
}

shown() { printf '%s' "${1#"$PWD"/}"; } # a path, as short as it can be from here

# The word of the list that is at most two edits away from the first argument, or nothing.
nearest() {
  local word=$1 best='' least=3 candidate i j cost above left
  shift
  for candidate; do
    local -a row=()
    for ((j = 0; j <= ${#candidate}; j++)); do row[j]=$j; done
    for ((i = 1; i <= ${#word}; i++)); do
      above=${row[0]} row[0]=$i
      for ((j = 1; j <= ${#candidate}; j++)); do
        left=${row[j - 1]} cost=$above above=${row[j]}
        [[ ${word:i-1:1} == "${candidate:j-1:1}" ]] || cost=$((cost + 1))
        ((above + 1 < cost)) && cost=$((above + 1))
        ((left + 1 < cost)) && cost=$((left + 1))
        row[j]=$cost
      done
    done
    ((row[${#candidate}] < least)) && least=${row[${#candidate}]} best=$candidate
  done
  printf '%s' "$best"
}

step_pid='' # the process group of the step under way, for stop_everything

# work NAME LOG COMMAND...: run it with its output in LOG while a line counts the seconds; leaves the line open.
work() {
  local name=$1 log=$2 started=$SECONDS dots=0 status=0
  shift 2
  mkdir -p "${log%/*}" || return 1
  printf '  %-36s ' "$name"
  # Job control gives the step a process group of its own: Ctrl-C reaches this script alone, which then ends the group.
  set -m
  "$@" >"$log" 2>&1 </dev/null &
  step_pid=$!
  set +m
  while kill -0 "$step_pid" 2>/dev/null; do
    if [[ -t 1 ]]; then
      printf '\r  %-36s %4d s ' "$name" "$((SECONDS - started))"
    elif (((SECONDS - started) / 10 > dots)); then
      dots=$(((SECONDS - started) / 10))
      printf '.'
    fi
    sleep 0.2
  done
  wait "$step_pid" 2>/dev/null || status=$?
  step_pid=''
  if [[ -t 1 ]]; then printf '\r  %-36s ' "$name"; fi
  printf '%4d s ' "$((SECONDS - started))"
  return "$status"
}

# step NAME LOG COMMAND...: work that the rest cannot do without.
step() {
  if work "$@"; then
    printf '\n'
  else
    printf ' failed\n'
    tail -n 25 "$2" | sed 's/^/    /' >&2
    die "'$1' failed; its whole output is in $(shown "$2")"
  fi
}
