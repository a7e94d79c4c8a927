"""Spellings: a private name is found in every order, row, record and letters that it is written in, and near misses aren't."""

import gzip
import io
import json
import time
import unicodedata
import zipfile

import pytest
from pylatexenc.latexencode import unicode_to_latex
from test_disclosure import png, told, written, zipped

from mssd.spellings import folded, lines_found, spelling

LISTED = {
    2: "Ada Lovelace-Quux", 3: "Łukasz Żółw", 4: "Ludwig van der Quux", 5: "Prof. Dr. Bo Ekström", 6: "Martin Quux Jr.",
    7: "Zdeněk, Şahin", 8: "J. P. Xu", 9: "Sinéad O'Zquörn", 10: "Фёдор Квуркин", 11: "An Na", 12: "Ada B. Zquorn",
}  # fmt: skip
NUMBERED = """<sst><si><t>first</t></si><si><r><t>Ada</t></r></si>
<si><t>1815</t></si><si><t xml:space="preserve">Lovelace&#45;Quux</t></si></sst>"""
A_SHEET = """<row r="1"><c r="A1" t="s"><v>0</v></c></row>
<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>2</v></c><c r="C2" t="s"><v>3</v></c></row>"""


def workbook(sheet: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr("xl/sharedStrings.xml", NUMBERED)
    return made.getvalue()


FORMS = {
    # In another order.
    "BibTeX": (2, "a.bib", "@book{x,\n author = {Quux, Bo and Lovelace-Quux, Ada and others}}"),
    "BibTeX with a particle": (4, "a.bib", "author = {van der Quux, Ludwig}"),
    "a particle behind": (4, "a.txt", "Quux, Ludwig van der. 1999."),
    "BibTeX with an addition in the middle": (6, "a.bib", "author = {Quux, Jr, Martin}"),
    "an addition that isn't listed": (2, "a.bib", "author = {Lovelace-Quux, III, Ada}"),
    "an addition and a comma": (6, "a.txt", "by Martin Quux, Jr."),
    "an addition left out": (6, "a.txt", "QUUX, MARTIN (ed.)"),
    "a title left out": (5, "a.md", "by **Ekström**, Bo"),
    "a title between": (2, "a.txt", "Lovelace-Quux, Dr. Ada"),
    "biblatex by its parts": (2, "a.bib", "author = {given=Ada, prefix=, family={Lovelace-Quux}}"),
    "last name first without a comma": (2, "a.txt", "LOVELACE-QUUX Ada, born"),
    "listed with the last name first": (7, "a.txt", "by Sahin Zdenek."),
    "listed with the last name first, as it is": (7, "a.txt", "by Şahin, Zdeněk and Zdeněk, Şahin"),
    "a comma at the end of a line": (2, "a.txt", "x\nLovelace-\nQuux,\n   Ada"),
    "initials": (8, "a.txt", "Xu, J.P. (1999)"),
    "initials apart": (8, "a.ris", "TY  - BOOK\nAU  - Xu, J. P.\nER  -"),
    "RIS": (2, "a.ris", "TY  - BOOK\nAU  - Lovelace-Quux, Ada\nER  -"),
    "EndNote": (2, "a.enw", "%0 Book\n%A Lovelace-Quux, Ada"),
    "PubMed": (3, "a.nbib", "FAU - Żółw, Łukasz\nAU  - Zolw L"),
    "several with semicolons": (2, "a.txt", "Ek, Bo; Lovelace–Quux, Ada; Xu, Y."),
    "an initial that isn't listed": (2, "a.txt", "Ada K. Lovelace-Quux"),
    "initials that are listed": (12, "a.txt", "Zquorn, Ada B."),
    "an index": (2, "a.html", "<ul><li>Lovelace-Quux, <i>Ada</i></li></ul>"),
    "a full-width comma": (2, "a.txt", "Ｌｏｖｅｌａｃｅ－Ｑｕｕｘ，Ａｄａ"),
    "the name of a file": (2, "lovelace-quux_ada.txt", "x"),
    "a short name": (11, "a.txt", "by Na, An."),
    "the metadata of a PNG": (2, "a.png", png(b"tEXt", b"Author\0Lovelace-Quux, Ada")),
    "a document in a packed archive": (2, "a.zip", zipped("b.odt", zipped("content.xml", "Lovelace-Quux, <b>Ada</b>"))),
    "unknown bytes turned": (2, "a.bin", b"\0\1\2 Lovelace-Quux, Ada \0"),
    "the head of a packed file": (2, "a.gz", b"\x1f\x8b\x08\x08\0\0\0\0\0\x03Lovelace-Quux_Ada.csv\0" + gzip.compress(b"x")[10:]),
    # In records.
    "CSL JSON": (2, "a.json", json.dumps({"author": [{"family": "Lovelace-Quux", "given": "Ada"}]})),
    "CSL JSON on lines": (3, "a.json", json.dumps([{"family": "Żółw", "id": 3, "given": "Łukasz"}], indent=1)),
    "CSL JSON with a particle": (4, "a.json", '{"given":"Ludwig","non-dropping-particle":"van der","family":"Quux"}'),
    "a list in JSON": (2, "a.json", json.dumps([["Ada", 1815, "Lovelace-Quux"], ["Bo", 2, "Ek"]], indent=2)),
    "JSON in JSON": (2, "a.json", json.dumps({"x": json.dumps({"first": "Ada", "born": 1, "last": "Lovelace-Quux"})})),
    "YAML": (2, "CITATION.cff", "authors:\n  - family-names: Lovelace-Quux\n    given-names: Ada\n  - name: x"),
    "YAML with a key between": (2, "a.yaml", "first: 'Ada'\nborn: 1815\nlast: Lovelace-Quux\n"),
    "a form": (2, "a.txt", "First name: Ada\nSurname: Lovelace-Quux\n"),
    "TOML": (2, "a.toml", 'first = "Ada"\nlast = "Lovelace-Quux"'),
    "a visiting card": (2, "a.vcf", "BEGIN:VCARD\nN:Lovelace-Quux;Ada;;;\nEND:VCARD"),
    "LDIF": (3, "a.ldif", "sn: Żółw\ngivenName: Łukasz"),
    "SQL": (2, "a.sql", "INSERT INTO p VALUES (1, 'Ada', 1815, 'Lovelace-Quux');"),
    "R": (2, "a.R", 'person("Ada", "Lovelace-Quux")'),
    "an address of the web": (2, "a.txt", "https://x.org/?first=Ada&y=1815&last=Lovelace%2DQuux"),
    "XML": (2, "a.xml", "<name>\n <surname>Lovelace-Quux</surname>\n <given-names>Ada</given-names></name>"),
    "XML on a line": (2, "a.xml", "<Author><LastName>Lovelace-Quux</LastName><ForeName>Ada</ForeName></Author>"),
    # In rows.
    "two columns": (2, "a.csv", "first,last,born\nAda,Lovelace-Quux,1815\n"),
    "two columns turned": (2, "a.csv", "last,first\nLovelace-Quux,Ada\n"),
    "two columns in quotation marks": (3, "a.csv", '"a","b"\n"Łukasz","Żółw"\n'),
    "a column between": (2, "a.csv", 'n,first,says,last\n1,Ada,"so, \nand so",Lovelace-Quux\n'),
    "three columns": (4, "a.csv", "Ludwig,van der,Quux\n"),
    "an initial in a cell": (2, "a.csv", "1,Ada K.,1815,Lovelace-Quux\n"),
    "semicolons": (2, "a.csv", "n;first;born;last\n1;Ada;1815;Lovelace-Quux\n"),
    "tabs": (3, "a.tsv", "n\tfirst\tborn\tlast\n1\tŁukasz\t1815\tŻółw\n"),
    "tabs, turned": (2, "a.tsv", "Lovelace-Quux\tAda"),
    "upright lines": (2, "a.psv", "1|Ada|x|Lovelace-Quux"),
    "blanks behind commas": (2, "a.csv", "n, first, born, last\n1, Ada, 1815, Lovelace-Quux\n"),
    "Markdown": (2, "a.md", "| first | born | last |\n|---|---|---|\n| Ada | 1815 | Lovelace-Quux |"),
    "a table of a page": (2, "a.html", "<tr>\n<td><b>Ada</b></td>\n<td>x</td><td>Lovelace-<wbr>Quux</td></tr>"),
    "a heading of a row": (9, "a.html", "<tr><th scope='row'>O&rsquo;Zqu&ouml;rn<td>x<td>Sin&eacute;ad"),
    "a list of definitions": (2, "a.html", "<dl><dt>Lovelace-Quux</dt>\n<dd>Ada</dd></dl>"),
    "spans": (2, "a.html", "<span>Lovelace-Quux</span><span class='x'>Ada</span>"),
    "a table of LaTeX": (3, "a.tex", "\\textbf{\\L ukasz} & 1815 &\n \\.Z\\'o\\l w \\\\ \\hline"),
    "a table of LaTeX, turned": (2, "a.tex", "x & y \\\\\nLovelace-Quux & Ada \\\\"),
    "a workbook": (2, "a.xlsx", workbook(A_SHEET)),
    "a workbook with strings in place": (2, "a.xlsx", workbook(
        "<row><c t='inlineStr'><is><t>Ada</t></is></c><c><v>1</v></c><c><is><t>Lovelace-Quux</t></is></c></row>")),
    "a table of a document": (2, "a.docx", zipped("word/document.xml",
        "<w:tr><w:tc><w:t>Ada</w:t></w:tc><w:tc><w:t>1815</w:t></w:tc><w:tc><w:t>Lovelace-</w:t><w:t>Quux</w:t></w:tc></w:tr>")),
    "a table of an open document": (2, "a.ods", zipped("content.xml",
        "<table:table-row><table:table-cell><text:p>Ada</text:p></table:table-cell><table:table-cell/>"
        "<table:table-cell><text:p>Lovelace-Quux</text:p></table:table-cell></table:table-row>")),
    # In the letters of LaTeX and of others.
    "strokes of LaTeX": (3, "a.bib", "author = {{\\.Z}{\\'o}{\\l}w, {\\L}ukasz}"),
    "strokes with blanks": (3, "a.tex", "\\L ukasz \\.Z\\'{o}\\l w"),
    "braces around": (7, "a.bib", "{\\c{S}}ahin {Zden{\\v e}k}"),
    "LaTeX in JSON": (7, "a.json", json.dumps({"author": "Zden{\\v{e}}k, {\\c S}ahin"})),
    "LaTeX in a page": (9, "a.html", "<b>Sin\\'ead</b> O'Zqu{\\&quot;o}rn"),
    "accents of mathematics": (9, "a.tex", "Sin$\\acute{e}$ad O'Zqu$\\ddot o$rn"),
    "numbers of characters": (9, "a.tex", "Sin\\char\"E9 ad O'Zqu\\char246 rn, Sin\\symbol{233}ad"),
    "numbers of TeX": (9, "a.tex", "Sin^^e9ad O'Zqu^^f6rn"),
    "commands around": (2, "a.tex", "\\textsc{Lovelace\\-Quux}, \\emph{Ada}"),
    "commands for parts": (2, "a.tex", "\\author{\\fnm{Ada} \\sur{Lovelace-Quux}}"),
    "Cyrillic of LaTeX": (10, "a.tex", "\\CYRF\\cyryo\\cyrd\\cyro\\cyrr{} \\CYRK\\cyrv\\cyru\\cyrr\\cyrk\\cyri\\cyrn"),
    "accents on Cyrillic": (10, "a.tex", "Ф\\\"{е}дор Кву\\'ркин"),
    "rich text": (9, "a.rtf", "{\\rtf1\\ansi {\\b Sin\\'e9ad} O\\rquote Zqu\\u246?rn}"),
    "a letter as apostrophe": (9, "a.txt", "Sinéad Oʼzquörn"),
    "letters of no width": (2, "a.txt", "A\u2060da L\U000e0041ovelace‑Quux"),
    "letters apart": (9, "a.txt", "SINE\u0301AD O’ZQUO\u0308RN"),
    "a Turkish i": (9, "a.txt", "SİNÉAD O'ZQUÖRN, sınéad o'zquörn"),
    "escapes of other languages": (9, "a.js", "Sin\\u{e9}ad O\\x27Zqu\\U000000f6rn"),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_name_is_found_in_every_order_and_form_in_which_names_are_written(tmp_path, form):
    key, file, content = FORMS[form]
    lines = told(written(tmp_path, file, content), LISTED)
    assert {int(line.rpartition("what line ")[2].split()[0]) for line in lines} == {key}
    assert not [line for line in lines if "quux" in folded(line) or "zquorn" in folded(line)]


NEAR = {
    "the first name alone": "Ada was there.",
    "the last name alone": "So Lovelace-Quux said.",
    "a list of other people": "Ada Byron, Bo Lovelace-Quux",
    "a word between": "Ada met Lovelace-Quux",
    "an and between": "Lovelace-Quux and Ada; Ada and Lovelace-Quux",
    "a sign for and between": "Ada & Lovelace-Quux",
    "a word without a full stop between": "Ada v Lovelace-Quux, Lovelace-Quux a Ada",
    "the end of a sentence": "It was said by Lovelace-Quux. Ada heard it.",
    "the end of a line": "by Lovelace-Quux\nAda heard it",
    "the end of a paragraph": "said Lovelace-Quux,\nx\n\nAda heard it",
    "a comma in prose where the list has one": "There came Zdeněk Bo, Zdeněk Igor, Bo Şahin, Igor Şahin.",
    "two commas in prose": "There came Ludwig, van der, Quux and Bo.",
    "a list in prose": "There came Igor, Ada, Bo, Lovelace-Quux, and Leo.\nThen, they left.",
    "a semicolon in prose": "She said no; Ada; so did he; Lovelace-Quux; all",
    "half of the last name": "Lovelace, Ada; Quux, Ada; Ada Quux-Lovelace",
    "a longer name": "Lovelace-Quuxson, Ada; Lovelace-Quux, Adam; McLovelace-Quux, Ada",
    "an initial for a name": "Lovelace-Quux, A.; A. Lovelace-Quux",
    "other initials": "Zquorn, Ada C.; Xu, P. J.",
    "another particle": "von der Quux, Ludwig; Quux, Ludwig",
    "a short name without a blank": "naan; NaAn",
    "a label alone": "Ada: a poem by Lovelace-Quux.",
    "brackets around more": "Ada (said Lovelace-Quux)",
    "an other letter of LaTeX": "Sin\\'ead O'Zqu\\ae rn; {\\L}ukasz {\\.Z}{\\ae}{\\l}w",
    "cells of two rows": (".csv", "first,last\nBo,Lovelace-Quux\nAda,Byron\n"),
    "cells of two rows apart": (".csv", "first,last\nAda,Byron\nBo,Lovelace-Quux\n"),
    "parts of cells": (".csv", "1,Ada said no,x,Lovelace-Quux\n"),
    "parts of a cell in quotation marks": (".csv", '1,"Igor, Ada, Bo, Lovelace-Quux, Leo"\n'),
    "one word in two cells": (".csv", "Ada,Ada,Lovelace\n"),
    "rows in tabs": (".tsv", "Bo\tLovelace-Quux\nAda\tByron\n"),
    "rows in Markdown": (".md", "| Bo | Lovelace-Quux |\n| Ada | Byron |"),
    "rows of a page": (".html", "<tr><td>Bo<td>Lovelace-Quux</tr><tr><td>Ada<td>Byron</tr>"),
    "emphasis in a page": (".html", "<p><b>Ada</b> and <b>Lovelace-Quux</b></p>"),
    "records of JSON": (".json", json.dumps([{"n": "Lovelace-Quux"}, {"n": "Ada"}])),
    "records of JSON on lines": (".json", json.dumps([{"n": "Ada"}, {"n": "Lovelace-Quux"}], indent=1)),
    "lists of JSON": (".json", json.dumps([["Bo", "Lovelace-Quux"], ["Ada", "Byron"]])),
    "records of JSON without blanks": (".json", '[{"n":"Ada"},{"n":"Lovelace-Quux"}]'),
    "records of YAML": (".yaml", "- given: Bo\n  family: Lovelace-Quux\n- given: Ada\n  family: Byron\n"),
    "authors of BibTeX": (".bib", "author = {Quux, Bo and Ada, Leo},\n editor = {Lovelace-Quux, Igor}"),
    "rows of SQL": (".sql", "VALUES (1, 'Bo', 'Lovelace-Quux'), (2, 'Ada', 'Byron');"),
    "rows of LaTeX": (".tex", "Bo & Lovelace-Quux \\\\\nAda & Byron \\\\"),
    "rows of a workbook": (".xlsx", workbook(A_SHEET.replace('<c r="C2"', '</row><row r="3"><c r="C2"'))),
}  # fmt: skip


@pytest.mark.parametrize("near", NEAR)
def test_words_of_a_name_that_do_not_stand_together_as_a_name_are_none(tmp_path, near):
    kind, content = NEAR[near] if isinstance(NEAR[near], tuple) else (".txt", NEAR[near])
    assert told(written(tmp_path, f"a{kind}", content), LISTED) == []


def test_the_line_told_is_that_on_which_the_name_begins(tmp_path):
    for text, line in [
        ("x\nLovelace-Quux,\nAda", 2),
        ("x\ny,Lovelace-Quux,x,Ada\n", 2),
        ('x\n{\n"given": "Ada",\n"n": 1,\n"family": "Lovelace-Quux"}', 3),
        ("x\n<tr>\n<td>1</td>\n<td>Ada</td><td>1\n</td><td>Lovelace-Quux</td>", 4),
        ("x & y \\\\\n\\v S & 1 \\\\\nAda &\n1 & Lovelace-Quux", 3),
        ('n,a,b,c\n1,"x\nx",Ada,x,Lovelace-Quux\n', 3),
    ]:
        assert lines_found(text, {2: spelling(LISTED[2])}) == {(2, line)}, text


def test_every_letter_that_a_library_writes_in_latex_is_read_as_that_letter():
    """The peer is pylatexenc; left out is what it doesn't write in LaTeX, and four that it writes as other letters."""
    letters = [chr(code) for code in [*range(0xC0, 0x180), *range(0x391, 0x3CA), *range(0x400, 0x460)]]
    letters = [letter for letter in letters if letter.isalpha() and letter not in "ĸŉΪΫ"]
    written = {letter: unicode_to_latex(letter, unknown_char_policy="keep") for letter in letters}
    written = {letter: tex for letter, tex in written.items() if (tex != letter and not tex.isascii()) or "\\" in tex}
    lost = [
        (letter, tex)
        for letter, tex in written.items()
        if not lines_found(f"by Zq{tex}rn x", {2: spelling(f"Zq{letter}rn")})
    ]
    assert len(written) > 200 and lost == []


SURNAME_FIRST = {
    "two last names": ("Lovelace Byron Ada", "So said Lovelace Byron, Ada, in the yard."),
    "quotation marks": ("Quuxov Blatz", "expected a year, not 'Quuxov, Blatz'"),
    "Russian": ("Иванов Иван Петрович", "author = {Иванов, Иван Петрович}"),
    "Hungarian": ("Kovács János", "Kovács, János"),
    "Vietnamese": ("Nguyễn Văn Minh", "NGUYEN, Van Minh"),
    "Chinese in Latin letters": ("Li Bo", "by Li, Bo."),
    "a curly apostrophe": ("O'Brien Seán", "O’Brien, Seán"),
    "a particle": ("van der Quux Ludwig", "van der Quux, Ludwig"),
    "a title in the list": ("Dr. Kovács János", "Kovács, János"),
    "a title in the text": ("Kovács János", "Kovács, Dr. János"),
    "an addition in the middle": ("Quux Martin", "Quux Jr., Martin; Quux, Jr, Martin"),
    "an addition at the end": ("Quux Martin, Jr.", "Quux, Martin, Jr."),
    "an initial more": ("Lovelace Byron Ada", "Lovelace Byron K., Ada"),
    "initials": ("Xu J. P.", "Xu, J.P."),
    "braces": ("Lovelace Byron Ada", "author = {{Lovelace Byron}, Ada}"),
    "a line end": ("Lovelace Byron Ada", "Lovelace\nByron,\n   Ada"),
    "markup and codes": ("Li Bo", "<b>Li</b>&#44; <i>Bo</i>"),
    "brackets": ("Ada Lovelace", "Ada (Lovelace)"),
    "an Arabic comma": ("Quux Ada", "Quux، Ada"),
    "prose, which may mean two people": ("Zdenka Quörn", "There came Zdenka, Quörn and Bo."),
}


@pytest.mark.parametrize("case", SURNAME_FIRST)
def test_a_name_listed_with_its_last_name_first_and_no_comma_is_found_with_one(case):
    name, text = SURNAME_FIRST[case]
    assert lines_found(text, {2: spelling(name)}) == {(2, 1)}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Quux, Ada", "There came Ada, Quux and Bo."),
        ("Ada Byron Lovelace", "There came Ada, Byron, Lovelace."),
        ("Li Bo", "Ali, Bo; Li, Bob; Lib, O; limd bo; Li; Bo"),
    ],
)
def test_a_comma_between_the_words_of_a_name_is_one_and_none_where_the_list_tells_the_order(name, text):
    assert lines_found(text, {2: spelling(name)}) == set()


@pytest.mark.parametrize("listed", ["毛泽东", "毛 泽东", "홍길동", "歐陽修"])
def test_a_name_without_blanks_is_found_parted_and_within_other_letters(listed):
    name = listed.replace(" ", "")
    for first in (1, 2):
        last, given = name[:first], name[first:]
        for text in [
            f"{last}, {given}",
            f"{last}，{given}",
            f"1,{last},{given}\n",
            f"{given},{last}\n",
            f"{last} {given}",
        ]:
            assert lines_found(text, {2: spelling(listed)}) == {(2, 1)}, text
        parted = [f"1,{given},1893,{last}\n", json.dumps({"family": last, "born": 1, "given": given})]
        parted += [f"<td>{last}</td><td>1</td><td>{given}</td>", f"{given} {last}", f"見{last}\n{given}說"]
        assert not [text for text in parted if lines_found(text, {2: spelling(listed)}) != {(2, 1)}]
    assert lines_found(f"見{name}說", {2: spelling(listed)}) == {(2, 1)}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("王明", "国王，明天"),
        ("王明", "国王 明天"),
        ("이수", "이순"),
        ("이수", "그 이 수많은"),
        ("毛", "毛泽东"),
        ("毛泽东", "毛, 泽"),
    ],
)
def test_letters_of_two_words_without_blanks_are_no_name(name, text):
    assert lines_found(text, {2: spelling(name)}) == set()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Müller", "by Mueller"),
        ("Mueller", "by MÜLLER"),
        ("Jürgen Goetz", "Götz, Jürgen; Götz, J."),
        ("Bo Ångström", "x,Bo,1,Aangstroem\n"),
        ("Søren Quux", "Quux, Soeren"),
        ("Strauß", "Strauss"),
    ],
)
def test_one_letter_is_found_for_the_two_it_may_be_written_with_and_two_for_one(name, text):
    assert lines_found(text, {2: spelling(name)}) == {(2, 1)}


@pytest.mark.parametrize(
    ("name", "text"), [("Michael Quux", "Michal Quux"), ("Joe Quux", "Jo Quux"), ("Müller", "Miller, Moeller")]
)
def test_two_letters_that_stand_for_themselves_are_not_one(name, text):
    assert lines_found(text, {2: spelling(name)}) == set()


@pytest.mark.parametrize(
    "text",
    [
        'x,Ada,"Lovelace, née Byron"\n',
        "| Ada | Lovelace (born Byron) |",
        '{"given": ["Ada"], "family": ["Lovelace"]}',
        json.dumps({"given": ["Ada"], "born": [1815], "family": ["Lovelace"]}, indent=2),
    ],
)
def test_parts_of_a_name_are_found_beside_a_name_at_birth_and_in_lists_of_one(text):
    assert {key for key, _ in lines_found(text, {2: spelling("Ada Lovelace")})} == {2}


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("listed", ["NFC", "NFD"])
def test_accents_may_stand_in_or_beside_their_letters_in_text_and_list(form, listed):
    text, name = unicodedata.normalize(form, "Żółw, Łukasz"), unicodedata.normalize(listed, "Łukasz Żółw")
    assert lines_found(text, {2: spelling(name)}) == {(2, 1)}


FIRST = ["Ada", "Zdenka", "Łukasz", "Bo", "A"]
LAST = [
    "Lovelace-Quux",
    "O'Zquörn",
    "Żółw",
    "van der Quux",
    "A. A",
    "Aaaaaa",
    "Xu",
    "Ek, Jr",
    "Фёдоров",
    "Na",
    "Müller",
]
MANY = dict(enumerate([*(f"{first} {last}" for first in FIRST for last in LAST), "毛毛毛", "毛泽东"], 2))
REPEATED = [
    *(
        "<!--",
        "<!-- -->",
        "data:",
        ";base64,AAAA",
        "a-",
        "a-a ",
        "&",
        "&a",
        "&#9",
        "&amp;amp;",
        "%",
        "%4",
        "\\",
        "{",
        "[",
        '"',
    ),
    *(
        ',"',
        ',""',
        ',"""',
        "<",
        "<a ",
        "<td>ada",
        "<tr><td>",
        "ada,",
        "ada,lovelace\n",
        "x: ada\n",
        '{"a":"ada"},',
        "\\u",
        "\\v ",
    ),
    *(
        '\\"',
        "\\char",
        "^^",
        "-\n",
        "a-\n",
        "\n",
        " ",
        "lovelace-quux, ",
        "lovelace-quux jr ",
        "ada a. ",
        "a. ",
        "\u00ad",
        "\ufdfa",
    ),
    *(
        "\\begin{a}",
        "\n- ",
        "?a=",
        "ada x\nlovelace quux x\nzquorn x\nxu x\n",
        "ada jr, ",
        "ada (",
        ":[",
        "毛",
        "毛,",
        "毛\n",
        "\tada nee",
        "aea e",
        "Lovelace-Quux, Ada\n",
        "Ada;x;Lovelace-Quux\n",
    ),
]
HOSTILE = {part: part * (1_000_000 // len(part.encode())) for part in REPEATED} | {
    "a long run between": "lovelace" + "-\n" * 500_000 + "quux",
    "a long number of a character": "&#" + "9" * 1_000_000,
    "a long tag": "<a " + "t='s' " * 160_000,
    "brackets in brackets": "{" * 500_000 + "}" * 500_000,
    "all names on a line": ",".join(MANY.values()) * 1_500,
    "rich text": "{\\rtf" + "\\u12 " * 200_000,
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_makes_the_search_slow(tmp_path, text):
    """A million bytes with sixty names and more; what takes time with the square of the length takes minutes."""
    begin = time.process_time()
    told(written(tmp_path, "a.txt", HOSTILE[text]), MANY)
    assert time.process_time() - begin < 5
