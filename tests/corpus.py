"""Bad files of every sort, made by code: what no door of the house may take. Small, so that each door is tried."""

import io
import zipfile

from tests.kernel.samples import PDF, archive, docx, picture, upload, xlsx

ZEROS = b"0" * 3_000_000  # packed a thousandfold: a bomb by its ratio

# A name in words: (name of the file, its content).
BAD_FILES = {
    "nothing in it": ("statut.pdf", b""),
    "program called a paper": ("statut.pdf", b"MZ\x90\x00 this program cannot be run"),
    "paper and archive": ("statut.pdf", PDF + archive({"payload.jar": b"x"})),
    "paper and page": ("statut.pdf", b"%PDF-1.7\n<html><script>alert(1)</script>\n%%EOF\n"),
    "script and paper": ("statut.pdf", b"/*" + PDF + b"*/alert(1)"),
    "page": ("statut.html", b"<script>alert(1)</script>"),
    "drawing with a script": ("sigla.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "page called a picture": ("poza.png", b"\x89PNG\r\n\x1a\n<script>alert(1)</script>"),
    "picture and archive": ("poza.png", picture("PNG") + archive({"a.txt": b"x"})),
    "bomb": ("statut.docx", docx(word__media_xml=ZEROS)),
    "text with macros": ("statut.docx", docx(word__vbaProject_bin=b"Sub AutoOpen")),
    "text that says it has macros": ("statut.docm", docx(word__vbaProject_bin=b"Sub AutoOpen")),
    "workbook that says it has macros": ("buget.xlsm", xlsx([["a"]])),
    "old workbook": ("buget.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "archive": ("acte.zip", archive({"statut.pdf": PDF})),
    "two extensions": ("statut.pdf.exe", PDF),
    "no extension": ("statut", PDF),
}
# What is sent, and what is kept of it.
AWKWARD_NAMES = {
    "a" * 300 + ".pdf": "a" * 196 + ".pdf",
    "../../etc/cron.d/passwd.pdf": "passwd.pdf",
    "C:\\Users\\Elena\\statut.pdf": "statut.pdf",
    "statut\x00.exe\x00.pdf": "statut.exe.pdf",
    "statut\u202efdp.pdf": "statutfdp.pdf",
    "ста\u200bтут\u2066.pdf": "статут.pdf",
    "CON.pdf": "_CON.pdf",
    "lpt1.pdf": "_lpt1.pdf",
    "<script>.pdf": "_script_.pdf",
}


def bad_file(name):
    """A file of BAD_FILES as a browser sends it."""
    return upload(*BAD_FILES[name])


def sent_as(name, content=PDF):
    """A sound paper under an awkward name, as a hostile program would send it: no browser made the name plain."""
    file = upload("x.pdf", content)
    file._name = name
    return file


def macro_book():
    """A workbook with a macro inside."""
    file = io.BytesIO(xlsx([["a"]]))
    with zipfile.ZipFile(file, "a") as book:
        book.writestr("xl/vbaProject.bin", b"Sub AutoOpen")
    return file.getvalue()
