"""A pattern that is grouped by first letters matches as before."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.alternatives import group_by_first_letter

_PATTERNS = (
    "ab|ac|b",
    "a|ab|(?:b|a)c",
    "(?:a|bc)?d|ac?|(?:(?:c|d)?a |b)(?: a|b)?",
    "ab{1,2}[cd]|(?:c )?(?:a|ab) c|d.{0,3}a|(?:b|)c",
)


@pytest.mark.parametrize("pattern", _PATTERNS)
@given(text=st.text("abcd ", max_size=40))
def test_the_matches_stay(pattern, text):
    assert re.findall(group_by_first_letter(pattern), text) == re.findall(pattern, text)


def test_each_letter_is_tried_once():
    assert group_by_first_letter("ab|(?:c|a)d|b") == "a(?:b|d)|c(?:d)|b(?:)"
