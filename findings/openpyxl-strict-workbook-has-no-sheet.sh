#!/bin/sh
# openpyxl opens a Strict workbook without an error, and it has no sheet.
#
# Seen with openpyxl 3.1.5; python-calamine 0.9.1 reads the same bytes. The file is ISO/IEC 29500
# Strict, as Excel saves it by "Strict Open XML Spreadsheet (*.xlsx)": the parts and elements are
# those of any workbook, the namespaces are others. openpyxl takes elements by their local names, but
# attributes by the Transitional namespace, so that `r:id` of every sheet is dropped; a sheet without
# one is taken out. What it says is a UserWarning about a sheet called 0: "File contains an invalid
# specification for 0. This will be removed". A program that loops over `worksheets` finds nothing to
# do and reports success; read_only makes no difference. Seen:
#   openpyxl: sheets [] warned of ['0']
#   openpyxl, read_only: sheets [] warned of ['0']
#   calamine: sheets ['Ranks'] rows [['Rank', 'Number'], [1.0, 'A-1'], [2.0, 'A-2']]
#
# Needs python3 (3.11 or newer). Exits 1 if the behaviour has changed.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip -q install openpyxl==3.1.5 python-calamine==0.9.1
cat > run.py <<'P'
import sys, warnings, zipfile
import openpyxl, python_calamine

MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PKG = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

def text(at, value):
    return f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>'

rows = [text("A1", "Rank") + text("B1", "Number")]
rows += [f'<c r="A{n + 1}"><v>{n}</v></c>' + text(f"B{n + 1}", f"A-{n}") for n in (1, 2)]
data = "".join(f'<row r="{n}">{cells}</row>' for n, cells in enumerate(rows, 1))
parts = {
    "[Content_Types].xml": f'<Types xmlns="{PKG}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PKG}/relationships"><Relationship Id="rId1" '
    f'Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}" conformance="strict"><sheets>'
    '<sheet name="Ranks" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PKG}/relationships"><Relationship '
    f'Id="rId1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>',
}
with zipfile.ZipFile("strict.xlsx", "w") as archive:
    for name, content in parts.items():
        archive.writestr(name, HEAD + content)

seen = []
for named, options in (("openpyxl", {}), ("openpyxl, read_only", {"read_only": True})):
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        book = openpyxl.load_workbook("strict.xlsx", **options)
    of = [str(one.message).split("specification for ")[-1].split(".")[0] for one in warned]
    print(f"{named}: sheets {book.sheetnames} warned of {of}")
    seen.append(book.sheetnames == [] and of == ["0"])
book = python_calamine.load_workbook("strict.xlsx")
rows = book.get_sheet_by_index(0).to_python()
print(f"calamine: sheets {book.sheet_names} rows {rows}")
seen.append(rows == [["Rank", "Number"], [1.0, "A-1"], [2.0, "A-2"]])
sys.exit(0 if all(seen) else "the behaviour has changed")
P
env/bin/python run.py
