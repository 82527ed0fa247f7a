"""Bytes that are no text, or text in an encoding that nobody declared."""

from __future__ import annotations

from collections.abc import Mapping

from bad_inputs.entries import (
    ACTIVITIES,
    BUDGET,
    INSTITUTIONS,
    OBJECTIVES,
    BadInput,
    bad,
    cell,
    content,
    encoded,
    raw,
    real,
    several,
    writing,
)

ENTRIES: Mapping[str, BadInput] = {
    "the bytes of Windows, Albanian and Serbian letters": bad(
        encoded(ACTIVITIES, "windows-1250"),
        "error: plan/activities.csv: the file is not UTF-8 text; read as windows-1250 it holds"
        " these words: në, opštinama, të. Mend: save it as CSV in UTF-8; or, if the words are right,"
        " declare the encoding in datapackage.json (napeval.writing.encoding).",
    ),
    "the bytes of Windows, West European": bad(
        raw(
            INSTITUTIONS,
            lambda data: "institution,name_sq\nMD,Ministria e Drejtësisë – Çështjet".encode("windows-1252"),
        ),
        "error: plan/institutions.csv: the file is not UTF-8 text; read as windows-1250 it holds"
        " these words: Drejtësisë, Çështjet. Mend: save it as CSV in UTF-8; or, if the words are"
        " right, declare the encoding in datapackage.json (napeval.writing.encoding).",
    ),
    "the bytes of Windows, Cyrillic": bad(
        content(
            INSTITUTIONS,
            "institution,name_sr\nMUP,Министарство унутрашњих послова, Приштина".encode("windows-1251"),
        ),
        "error: plan/institutions.csv: the file is not UTF-8 text; read as windows-1251 it holds"
        " these words: Министарство, унутрашњих, послова. Mend: save it as CSV in UTF-8; or, if the"
        " words are right, declare the encoding in datapackage.json (napeval.writing.encoding).",
    ),
    "the bytes of an old Macintosh": bad(
        content(INSTITUTIONS, "institution,name_sq\nMD,Ministria e Drejtësisë".encode("mac-roman")),
        "error: plan/institutions.csv: the file is not UTF-8 text; read as mac-roman it holds these"
        " words: Drejtësisë. Mend: save it as CSV in UTF-8; or, if the words are right, declare the"
        " encoding in datapackage.json (napeval.writing.encoding).",
    ),
    "bytes that are no letters in any encoding": bad(
        raw(INSTITUTIONS, lambda data: data + b"\xff\xfe\x81\x8d\x90\x98"),
        "error: plan/institutions.csv, row 10: from here on the file holds letters that are not"
        " UTF-8, among others that are. Mend: look for a piece that was pasted from another file or"
        " cut off; save the file again in UTF-8.",
    ),
    "UTF-16 without its mark": bad(
        raw(BUDGET, lambda data: data.decode("utf-8").encode("utf-16-le")),
        "error: plan/budget.csv: the file seems to be UTF-16 text without the mark at its"
        " beginning. Mend: save it as CSV in UTF-8.",
    ),
    "UTF-16 cut in the middle of a letter": bad(
        raw(BUDGET, lambda data: data.decode("utf-8").encode("utf-16")[:-1]),
        "error: plan/budget.csv: the file begins as UTF-16 text and does not go on so. Mend: save"
        " it as CSV in UTF-8.",
    ),
    "UTF-32": bad(
        encoded(BUDGET, "utf-32"),
        "error: plan/budget.csv: the file begins as UTF-16 text and does not go on so. Mend: save"
        " it as CSV in UTF-8.",
    ),
    "neither UTF-8 nor what is declared": bad(
        several(
            writing('{"encoding": "windows-1252"}'),
            content("plan/printed_totals.csv", b"objective_id,year,amount,source_ref\nI.1,2022,1,\x81\n"),
        ),
        "error: plan/printed_totals.csv: the file is neither UTF-8 nor windows-1252, which"
        " datapackage.json declares. Mend: save it as CSV in UTF-8.",
    ),
    "an encoding that nobody knows": bad(
        writing('{"encoding": "windows-1521"}'),
        "error: datapackage.json, setting 'napeval.writing.encoding': found 'windows-1521';"
        " allowed: windows-1250, windows-1251, windows-1252, iso-8859-1, iso-8859-2, iso-8859-5,"
        " iso-8859-15, iso-8859-16, cp852, mac-latin2, mac-roman. Mend: use one of the allowed"
        " words. Did you mean 'windows-1251'?",
    ),
    "a NUL in a cell": bad(
        cell(ACTIVITIES, 2, "output_sq", "Personat\0kontaktues"),
        "error: plan/activities.csv, row 2, column 'output_sq': found 'Personat�kontaktues'; the"
        " cell holds a NUL character, as damaged files do. Mend: save the file again from its source.",
    ),
    "a NUL in a number": bad(
        cell(BUDGET, 2, "amount", "20\x0000"),
        "error: plan/budget.csv, row 2, column 'amount': found '20�00'; the cell holds a NUL"
        " character, as damaged files do. Mend: save the file again from its source.",
    ),
    "an escape character in a cell": bad(
        cell(ACTIVITIES, 2, "output_sq", "\x1b[31mPersonat"),
        "error: plan/activities.csv, row 2, column 'output_sq': found '�[31mPersonat'; the cell"
        " holds a character that cannot be printed. Mend: type the cell again.",
    ),
    "a control character of Windows read as Latin-1": bad(
        cell(ACTIVITIES, 2, "output_sq", "Personat \x93kontaktues\x94"),
        "error: plan/activities.csv, row 2, column 'output_sq': found 'Personat �kontaktues�'; the"
        " cell holds a character that cannot be printed. Mend: type the cell again.",
    ),
    "letters lost on the way": bad(
        cell(ACTIVITIES, 2, "title_sq", "Drejt\N{REPLACEMENT CHARACTER}sia"),
        "error: plan/activities.csv, row 2, column 'title_sq': found 'Drejt�sia'; the cell holds"
        " the sign that programs put for letters that they could not read. Mend: type the cell"
        " again, or save the file again from its source in UTF-8.",
    ),
    "letters lost in an identifier": bad(
        cell(INSTITUTIONS, 4, "institution", "M\N{REPLACEMENT CHARACTER}A"),
        "error: plan/institutions.csv, row 4, column 'institution': found 'M�A'; the cell holds the"
        " sign that programs put for letters that they could not read. Mend: type the cell again, or"
        " save the file again from its source in UTF-8.",
    ),
    "the real institutions in the bytes of Windows": real(
        encoded(INSTITUTIONS, "windows-1250"),
        "error: plan/institutions.csv: the file is not UTF-8 text; read as windows-1250 it holds"
        " these words: për, Drejtësisë, Gazetarëve. Mend: save it as CSV in UTF-8; or, if the words"
        " are right, declare the encoding in datapackage.json (napeval.writing.encoding).",
    ),
    "the real objectives in UTF-16 without its mark": real(
        encoded(OBJECTIVES, "utf-16-be"),
        "error: plan/objectives.csv: the file seems to be UTF-16 text without the mark at its"
        " beginning. Mend: save it as CSV in UTF-8.",
    ),
    "a piece pasted in another encoding": bad(
        raw(INSTITUTIONS, lambda data: data + "MD2,Drejtësia".encode("windows-1252")),
        "error: plan/institutions.csv, row 10: from here on the file holds letters that are not"
        " UTF-8, among others that are. Mend: look for a piece that was pasted from another file or"
        " cut off; save the file again in UTF-8.",
    ),
    "a letter cut in two": bad(
        raw(INSTITUTIONS, lambda data: data.replace("Çështjeve".encode(), "Çështjeve".encode()[:1], 1)),
        "error: plan/institutions.csv, row 4: from here on the file holds letters that are not"
        " UTF-8, among others that are. Mend: look for a piece that was pasted from another file or"
        " cut off; save the file again in UTF-8.",
    ),
    "bytes that are no words in any encoding": bad(
        content(INSTITUTIONS, b"institution\n\x81\x8d\x8f\x90\xad\n"),
        "error: plan/institutions.csv: the file is not UTF-8 text. Mend: save it as CSV in UTF-8.",
    ),
}
