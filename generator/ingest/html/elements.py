"""The elements of HTML: which begin a block, which end others, which hold no text.

From the HTML Standard, "Optional tags", "Void elements" and "Rendering", as far as it matters for text.
"""

# Elements inside a line of text. Elements with other names, among them those that pages invent, are inside one too.
BLOCKS = frozenset(
    b"""address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup html label legend li main menu nav noscript ol optgroup
    option p pre section select summary table tbody td template textarea tfoot th thead tr ul""".split()
)
# Elements between which a text rendering leaves a blank line.
SPACED = frozenset(
    b"""article aside blockquote dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header main nav ol p pre section table
    ul""".split()
)
HEADINGS = frozenset(b"h1 h2 h3 h4 h5 h6".split())
# Elements whose content is no markup, or markup that no browser shows.
RAW = frozenset(b"script style iframe noembed noframes template xmp textarea title".split())
# Raw elements that are no text; the others are read.
UNREAD = frozenset(b"script style iframe noembed noframes template".split())
# A start tag ends an open paragraph.
ENDS_PARAGRAPH = frozenset(
    b"""address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2
    h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section table ul""".split()
)
# A start tag ends open elements of these names, unless an element of the second set is nearer.
_LIST, _TABLE = frozenset((b"ul", b"ol", b"menu", b"dir")), frozenset((b"table",))
ENDS = {
    b"li": (frozenset((b"li",)), _LIST),
    b"dd": (frozenset((b"dd", b"dt")), frozenset((b"dl",))),
    b"dt": (frozenset((b"dd", b"dt")), frozenset((b"dl",))),
    b"td": (frozenset((b"td", b"th")), frozenset((b"tr", b"table"))),
    b"th": (frozenset((b"td", b"th")), frozenset((b"tr", b"table"))),
    b"tr": (frozenset((b"tr",)), _TABLE),
    b"tbody": (frozenset((b"tbody", b"thead", b"tfoot")), _TABLE),
    b"thead": (frozenset((b"tbody", b"thead", b"tfoot")), _TABLE),
    b"tfoot": (frozenset((b"tbody", b"thead", b"tfoot")), _TABLE),
    b"option": (frozenset((b"option",)), frozenset((b"select",))),
    b"optgroup": (frozenset((b"option", b"optgroup")), frozenset((b"select",))),
}
# An end tag does not reach beyond these, unless it is one of them.
SCOPES = frozenset((b"table", b"td", b"th", b"template", b"html"))
TABLE_PARTS = frozenset(b"table tbody thead tfoot tr td th caption".split())
