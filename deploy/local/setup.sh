#!/bin/sh
# setup.sh NAME…: makes .venv as requirements/NAME.txt say; make calls it when they changed.
# PYTHON=… picks the interpreter.
set -eu
cd "$(dirname "$0")/../.."

install_with() { # the package's name in apt, dnf and brew
    if command -v apt-get >/dev/null 2>&1; then echo "sudo apt-get install -y $1"
    elif command -v dnf >/dev/null 2>&1; then echo "sudo dnf install -y $2"
    elif command -v brew >/dev/null 2>&1; then echo "brew install $3"
    else echo "(your system's package manager): $1"
    fi
}
missing() {
    printf 'Laurel needs %s. Install it with\n\n    %s\n\nand run the same command again.\n' "$1" "$2" >&2
    exit 1
}
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

command -v git >/dev/null 2>&1 || missing git "$(install_with git git git)"

python=
for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if new_enough "$name"; then python=$name; break; fi
done
[ -n "$python" ] || missing "Python 3.11 or newer" "$(install_with 'python3 python3-venv' python3.12 python@3.12)"
if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    apt_name=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    missing "Python's venv module" "$(install_with "$apt_name" python3 python@3.12)"
fi

if ! { [ -x .venv/bin/python ] && new_enough .venv/bin/python; }; then
    echo "Making .venv with $("$python" --version)"
    "$python" -m venv --clear --without-pip .venv
fi
exec .venv/bin/python -m deploy.local.install "$@"
