#!/bin/sh
# pikepdf's count of limit errors stays 0 while a limit of qpdf keeps a PDF from being opened.
#
# Seen with pikepdf 10.17.0. `pikepdf.settings.set_qpdf_limits` bounds what qpdf does with a file, and
# `qpdf_limit_errors()` is there to tell whether a bound was met. It counts for max_stream_filters and
# for the parser's bounds. For the bounds of the decoders (flate_max_memory and its like) it does not:
# the stream is left unread, so the file fails later for something else, here for want of a
# catalogue, which stands in that stream. The message names no limit, the count is 0, and the one
# line that tells goes to the log, and only with suppress_warnings=False. So "the file is broken" and
# "the file is larger than I allow" can be told apart by log lines alone. Seen, of one valid PDF whose
# objects are packed in a stream of 2 MB:
#   no limit: 1 page, 0 limit errors
#   flate_max_memory=1 MB: unable to find /Root dictionary, 0 limit errors, log: PL_Flate memory limit exceeded
#   max_stream_filters=0: unable to find /Root dictionary, 2 limit errors, log: limits error(max-stream-filters)
#
# Needs python3 (3.11 or newer). Exits 1 if the behaviour has changed.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" -q install pikepdf==10.17.0
cat > "$work/run.py" <<'P'
import io, logging, re, sys
import pikepdf

out = io.BytesIO()
with pikepdf.new() as made:
    made.add_blank_page()
    made.Root.Note = pikepdf.String("x" * 2_000_000)
    made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)

class Lines(logging.Handler):
    said = ""
    def emit(self, record):
        Lines.said += record.getMessage()

logging.getLogger("pikepdf._core").addHandler(Lines())

def opened():
    Lines.said, before = "", pikepdf.settings.qpdf_limit_errors()
    try:
        with pikepdf.open(io.BytesIO(out.getvalue()), suppress_warnings=False) as document:
            what = f"{len(document.pages)} page"
    except pikepdf.PdfError as error:
        what = str(error).rpartition(": ")[2]
    counted = pikepdf.settings.qpdf_limit_errors() - before
    log = re.search(r"PL_Flate memory limit exceeded|limits error\([a-z-]+\)", Lines.said)
    return f"{what}, {counted} limit errors" + (f", log: {log[0]}" if log else "")

seen = [f"no limit: {opened()}"]
pikepdf.settings.set_qpdf_limits(flate_max_memory=1_000_000)
seen.append(f"flate_max_memory=1 MB: {opened()}")
pikepdf.settings.set_qpdf_limits(flate_max_memory=0, max_stream_filters=0)
seen.append(f"max_stream_filters=0: {opened()}")
print(*seen, sep="\n")
sys.exit(seen != [
    "no limit: 1 page, 0 limit errors",
    "flate_max_memory=1 MB: unable to find /Root dictionary, 0 limit errors, "
    "log: PL_Flate memory limit exceeded",
    "max_stream_filters=0: unable to find /Root dictionary, 2 limit errors, "
    "log: limits error(max-stream-filters)",
])
P
"$work/env/bin/python" "$work/run.py"
