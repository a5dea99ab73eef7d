#!/usr/bin/env bash
# bash infra/Migrations/fold.sh   takes the copies of the whole model out of the migrations.
# Beside each migration `dotnet ef` writes the model as it was then, which only rebuilding a table of SQLite reads. A new database would build
# every one of them, and they outgrow all other code: what names the migration moves into its own file, the copy goes, unless a table is rebuilt.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")/../../src/Rectification/Storage/Migrations"
rebuilding='migrationBuilder\.(Alter|Rename|Drop)Column|(Add|Drop)(ForeignKey|PrimaryKey|UniqueConstraint|CheckConstraint)'
for designer in */*.Designer.cs; do
  [ -e "$designer" ] || continue
  migration=${designer%.Designer.cs}.cs
  if [[ $designer == Sqlite/* ]] && sed '/override void Down/,$d' "$migration" | grep -qE "$rebuilding"; then
    continue
  fi
  attributes=$(grep -E '^ *\[(DbContext|Migration)\(' "$designer" | tr -d '\r')
  awk -v attributes="$attributes" '
    /using Microsoft.EntityFrameworkCore.Migrations;/ { sub(/^\xef\xbb\xbf/, ""); print "using Microsoft.EntityFrameworkCore.Infrastructure;" }
    /public partial class/ { print attributes }
    { print }' "$migration" > "$migration.folded"
  mv "$migration.folded" "$migration"
  rm "$designer"
done
