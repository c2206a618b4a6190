"""Codes that a telephone reads from paper."""

from io import BytesIO

import segno


def qr_code(address: str) -> str:
    """The QR code of an address, as SVG; ValueError for one that is not ASCII or far too long.

    A quarter of it may be unreadable (error correction Q).
    """
    if not address.isascii():
        raise ValueError("an address in a QR code is percent-encoded")
    made = segno.make_qr(address, error="q")
    out = BytesIO()
    made.save(out, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False)
    return out.getvalue().decode()
