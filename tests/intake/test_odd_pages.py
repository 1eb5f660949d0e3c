"""Pages that are cut off, or hold no story."""

import pytest
from support.invented import PROSE, headline, read

TRUNCATED = (
    f"{headline(0)}\n\n{PROSE}\n\n"
    "Die Brücke über die Förde wurde am Montag für größere Schiffe geöffnet, und viele kamen 在山下开通的隧道 😀"
)


@pytest.mark.parametrize("cut", range(1, 9))
def test_a_page_that_is_cut_in_mid_letter_is_read(cut):
    (story,) = read(TRUNCATED.encode()[:-cut])
    assert story.printed.title == headline(0)
    assert "größere Schiffe" in story.text
