"""Writes src/metrics/table.rs: how wide each letter of IBM Plex Sans is, in thousandths of the type size.

How to run it, in a directory of its own (nothing from here is needed to build the crate):
    pip install fonttools brotli
    npm pack @ibm/plex-sans && tar xzf ibm-plex-sans-*.tgz
    python3 metrics.py package/fonts/complete/woff2 > table.rs
IBM Plex Sans is under the SIL Open Font License; only its advance widths are kept here.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

FILES = Path(sys.argv[1])
WANTED = (
    list(range(0x20, 0x7F))
    + list(range(0xA0, 0x180))
    + [0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E]
    + [0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2190, 0x2192]
    + [0x2212, 0x2248, 0x2260, 0x2264, 0x2265]
)
# Letters the font does not draw itself take the width of the one a browser or typesetter puts in their place.
STAND_INS = {0x00A0: 0x20, 0x00AD: 0x2D, 0x2010: 0x2D, 0x2011: 0x2D, 0x2012: 0x30}


def widths(name):
    font = TTFont(FILES / f"IBMPlexSans-{name}.woff2")
    em = font["head"].unitsPerEm
    found = {code: round(font["hmtx"][glyph][0] * 1000 / em) for code, glyph in font.getBestCmap().items()}
    for code, other in STAND_INS.items():
        found.setdefault(code, found[other])
    return found


regular, semibold = widths("Regular"), widths("SemiBold")
rows = [code for code in sorted(set(WANTED)) if code in regular and code in semibold]
print("//! Advance widths of IBM Plex Sans in thousandths of the type size: letter, regular, semi-bold.")
print("//! Made by `metrics.py`; run it again rather than change a number here.")
print()
print("/// Sorted by letter, so that it can be searched by halving.")
print("#[rustfmt::skip]")
print(f"pub(super) static WIDTHS: [(char, u16, u16); {len(rows)}] = [")
for start in range(0, len(rows), 6):
    print("    " + " ".join(f"('\\u{{{c:x}}}', {regular[c]}, {semibold[c]})," for c in rows[start : start + 6]))
print("];")
missing = [hex(code) for code in sorted(set(WANTED)) if code not in rows]
print("not in the font:", missing, file=sys.stderr)
