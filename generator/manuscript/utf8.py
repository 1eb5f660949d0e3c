"""An editor's file is UTF-8: bytes in, text out, or a problem that names the line."""

from generator.model.problem import Found, Place, Problem, Severity


def utf8(path: str, data: bytes) -> Found[str | None]:
    """The text of `data` with plain line ends; None, and a problem, where it is no UTF-8."""
    try:
        return Found(data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))
    except UnicodeDecodeError as error:
        problem = Problem(
            severity=Severity.PROBLEM,
            place=Place(path=path, line=data.count(b"\n", 0, error.start) + 1),
            kind="front matter",
            fact="this is not UTF-8",
            step="save the file as UTF-8",
        )
        return Found(None, (problem,))
