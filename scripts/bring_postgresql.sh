#!/bin/sh
# Make sure the programs of a PostgreSQL server are there for the tests, which start their own.
# Looks where tests/postgresql.py looks, then installs Debian's as root.
set -u

present() {
    for folder in /usr/lib/postgresql/*/bin $(printf '%s' "$PATH" | tr ':' ' '); do
        [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && return
    done
    return 1
}

present && exit
echo "no PostgreSQL found; installing one"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    # without a cluster of its own: no server is left running
    mkdir -p /etc/postgresql-common/createcluster.d
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/demarche.conf
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y postgresql
    present && exit
fi
echo "no PostgreSQL could be installed; run: sudo apt-get install postgresql" >&2
exit 1
