#!/usr/bin/env bash
# bash infra/Migrations/add.sh NAME   adds a migration for both databases after the model changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
name=${1:?a name for the migration}
dotnet tool restore
dotnet restore infra/Migrations --verbosity quiet
for provider in Sqlite Postgres; do
  dotnet ef migrations add "$name" --project src/Rectification --startup-project infra/Migrations \
    --context "${provider}Db" --output-dir "Storage/Migrations/$provider"
done
bash infra/Migrations/fold.sh
