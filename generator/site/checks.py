"""What must hold for a whole site before anything of it is written.

In: the addresses of all pages. Out: a problem for each thing that does not hold. Nothing is
mended here.
"""

from collections.abc import Iterable

from generator.model.problem import Place, Problem, Severity


def shared(addresses: Iterable[str]) -> tuple[Problem, ...]:
    """A problem for each address that stands there already, without regard to case.

    Two URLs that differ in case alone are one file on many disks.
    """
    owners: dict[str, str] = {}
    problems = []
    for url in addresses:
        folded = url.casefold()
        if folded in owners:
            problems.append(_collision(url, owners[folded]))
        else:
            owners[folded] = url
    return tuple(problems)


def _collision(url: str, other: str) -> Problem:
    return Problem(
        severity=Severity.PROBLEM,
        place=Place(path=f"output/{url}"),
        kind="address",
        fact=f"two pages would be written to this address, the other as {other}",
        step="give one of them another slug",
    )
