#!/bin/sh
# To python-calamine a cell with an error, and a formula that nobody calculated, are empty cells.
#
# Seen with python-calamine 0.9.1; the file is written by openpyxl 3.1.5. The Rust library underneath
# has a value of its own for errors (#N/A, #DIV/0!), but its Python form hands out "" for it, as for a
# cell that holds nothing, and has no call for formulas. So in a column that is filled in where
# something applies, "the look-up failed" and "does not apply" are the same, and rows with a failed
# look-up are left out without a word. openpyxl tells both: the error is a text, the formula is there
# without data_only. Seen, of the column 1, #N/A, =1/0 not calculated, empty:
#   calamine: [1.0, '', '', '']
#   openpyxl: [1, '#N/A', '=1/0', None]
#
# Needs python3 (3.11 or newer). Exits 1 if the behaviour has changed.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip -q install openpyxl==3.1.5 python-calamine==0.9.1
cat > run.py <<'P'
import sys
import openpyxl, python_calamine

book = openpyxl.Workbook()
for row, value in enumerate((1, "#N/A", "=1/0", None), 1):
    book.active.cell(row, 1).value = value
    book.active.cell(row, 2).value = f"A-{row}"
assert [cell.data_type for cell in book.active["A"]] == ["n", "e", "f", "n"]
book.save("ranks.xlsx")

by_calamine = [row[0] for row in python_calamine.load_workbook("ranks.xlsx").get_sheet_by_index(0).to_python()]
by_openpyxl = [cell.value for cell in openpyxl.load_workbook("ranks.xlsx").active["A"]]
print("calamine:", by_calamine)
print("openpyxl:", by_openpyxl)
as_seen = by_calamine == [1.0, "", "", ""] and by_openpyxl == [1, "#N/A", "=1/0", None]
sys.exit(0 if as_seen else "the behaviour has changed")
P
env/bin/python run.py
