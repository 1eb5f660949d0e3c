"""Decode an editor's file as UTF-8: bytes in, text out, or a problem that names the line."""

from generator.model.problem import Place, Problem, Result


def decode_utf8(path: str, data: bytes) -> Result[str | None]:
    """Return the text of `data` with plain line ends; None with a problem if it is not UTF-8."""
    try:
        return Result(data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))
    except UnicodeDecodeError as error:
        problem = Problem.must_fix(
            Place(path=path, line=data.count(b"\n", 0, error.start) + 1),
            "front matter",
            fact="this is not UTF-8",
            step="save the file as UTF-8",
        )
        return Result(None, (problem,))
