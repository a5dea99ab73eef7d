#!/usr/bin/env bash
# Installs what the tests need and is missing, builds, runs every test.
# Last line: "N passed, M failed, K skipped"; the exit status is the verdict.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DEBIAN_FRONTEND=noninteractive
configuration=${CONFIGURATION:-Release}
work=$(mktemp -d)
passed=0 failed=0 skipped=0

verdict() {
  [ -n "${pg_started:-}" ] && as_postgres "$pg_bin/pg_ctl" -D "$work/pg" -m immediate stop >/dev/null 2>&1
  rm -rf "$work"
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit $?
}

give_up() { echo "infra/test.sh: $1" >&2; failed=$((failed + 1)); verdict; }

as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

missing=()
command -v chromium >/dev/null || missing+=(chromium)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
[ -n "$(find /usr/share/fonts -name '*CJK*' -print -quit 2>/dev/null)" ] || missing+=(fonts-noto-cjk)
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]}"
    { apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; } >"$work/apt.log" 2>&1 \
      || { tail -20 "$work/apt.log"; give_up "could not install ${missing[*]}"; }
  else
    give_up "missing: ${missing[*]}; install them, or run as root on Debian"
  fi
fi

# A database server of our own: own port on loopback, thrown away afterwards.
pg_bin=$(dirname "$(ls -d /usr/lib/postgresql/*/bin/initdb | sort -V | tail -1)")
pg_port=${PG_PORT:-54329}
chmod 755 "$work"; mkdir "$work/pg"
[ "$(id -u)" -eq 0 ] && chown postgres "$work/pg"
as_postgres "$pg_bin/initdb" -D "$work/pg" -U rectification -A trust -E UTF8 --locale=C.UTF-8 >"$work/initdb.log" 2>&1 \
  || { cat "$work/initdb.log"; give_up "initdb failed"; }
as_postgres "$pg_bin/pg_ctl" -D "$work/pg" -w -l "$work/pg/log" \
  -o "-p $pg_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work/pg -c max_connections=200" start >/dev/null \
  || give_up "PostgreSQL did not start on port $pg_port"
pg_started=1
export RECTIFICATION_TEST_POSTGRES="Host=127.0.0.1;Port=$pg_port;Username=rectification;Database=postgres"

dotnet build RectificationWorkflow.sln -c "$configuration" -v quiet -clp:"ErrorsOnly;Summary" || give_up "the build failed"

for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  echo "== $name"
  dotnet run --no-build -c "$configuration" --project "$project" -- -noColor -noLogo >"$work/$name.log" 2>&1
  status=$?
  summary=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+' "$work/$name.log" | tail -1)
  count() { sed -nE "s/.*[ ,]$1: ([0-9]+),.*/\1/p" <<<"$summary"; }
  t=$(count Total); e=$(count Errors); f=$(count Failed); k=$(count Skipped)
  f=$((${f:-0} + ${e:-0})); s=${t:+$((t - f - ${k:-0}))}
  if [ -z "$s" ]; then tail -60 "$work/$name.log"; f=1; fi
  if [ "$status" -ne 0 ]; then
    tail -200 "$work/$name.log"
    [ "${f:-0}" -gt 0 ] || f=1
  else
    tail -6 "$work/$name.log"
  fi
  passed=$((passed + ${s:-0})); failed=$((failed + ${f:-0})); skipped=$((skipped + ${k:-0}))
done
verdict
