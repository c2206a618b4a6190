#!/bin/sh
# `list += pikepdf.Array` raises "Object is not numeric", where list.extend takes the same array.
#
# Seen with pikepdf 10.17.0. Walking a page tree with a list of nodes still to visit, one would write
# `nodes += node.Kids`. Objects of pikepdf have arithmetic of their own by now, for numbers. Python
# asks it before it asks the list to extend itself, and it raises TypeError for an array instead of
# declining with NotImplemented. So `nodes += kids` and `nodes + kids` fail for every PDF, and
# `nodes.extend(kids)` and `nodes += list(kids)` do not. The message speaks of numbers, of which
# there is none in sight.
#
# Needs python3 (3.10 or newer). Exits 1 if the behaviour has changed.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" -q install pikepdf==10.17.0
"$work/env/bin/python" - <<'P'
import sys
import pikepdf

document = pikepdf.new()
for _ in range(3):
    document.add_blank_page()
kids = document.Root.Pages.Kids
extended = []
extended.extend(kids)
said = {}
for how in ("nodes += kids", "nodes = nodes + kids", "nodes += list(kids)"):
    names = {"nodes": [], "kids": kids}
    try:
        exec(how, names)
        said[how] = len(names["nodes"])
    except TypeError as error:
        said[how] = str(error)
print("extend:", len(extended), said)
seen = {
    "nodes += kids": "Object is not numeric",
    "nodes = nodes + kids": "Object is not numeric",
    "nodes += list(kids)": 3,
}
sys.exit("the behaviour has changed" if len(extended) != 3 or said != seen else 0)
P
