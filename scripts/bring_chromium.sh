#!/bin/sh
# Make sure a Chromium is there for the browser tests; $1 is the Python that has Playwright.
# Looks where tests/e2e/conftest.py looks, then installs: Debian's as root, else Playwright's own.
set -u
python=$1

present() {
    [ -n "${DEMARCHE_CHROMIUM:-}" ] && [ -x "$DEMARCHE_CHROMIUM" ] && return
    for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
        command -v "$name" >/dev/null 2>&1 && return
    done
    "$python" -c '
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not pathlib.Path(playwright.chromium.executable_path).exists())'
}

present && exit
echo "no Chromium found; installing one"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium
    present && exit
fi
"$python" -m playwright install chromium && present && exit
echo "no Chromium could be installed; run: sudo apt-get install chromium" \
    "(or set DEMARCHE_CHROMIUM to a Chromium you have)" >&2
exit 1
