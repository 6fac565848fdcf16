"""The typefaces of the pages: small, complete for French, with their licences beside them."""

import pytest
from fontTools.ttLib import TTFont

from adapters.fonts import TYPEFACES, Typeface, expected_files, fonts_directory

FRENCH = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ«»’“”…–—−€№°×≤≥→"


@pytest.mark.parametrize("typeface", TYPEFACES, ids=lambda typeface: typeface.output)
def test_a_typeface_is_light_and_knows_french(typeface: Typeface) -> None:
    path = fonts_directory() / typeface.output
    known = TTFont(path).getBestCmap()
    assert [sign for sign in FRENCH if ord(sign) not in known] == []
    assert path.stat().st_size < 45_000


def test_the_text_keeps_its_weights_and_the_sentence_has_one() -> None:
    text, sentence = (TTFont(fonts_directory() / each.output) for each in TYPEFACES)
    axes = [(axis.axisTag, axis.minValue, axis.maxValue) for axis in text["fvar"].axes]
    assert axes == [("wght", 100, 900)]
    assert "fvar" not in sentence
    assert sentence["OS/2"].usWeightClass == 600


def test_figures_are_aligned_by_themselves() -> None:
    font = TTFont(fonts_directory() / "hanken-grotesk.woff2")
    widths = {font["hmtx"][font.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}
    assert len(widths) == 1


def test_each_typeface_travels_with_its_licence() -> None:
    texts = [name for name in expected_files() if name.endswith("-OFL.txt")]
    assert len(texts) == len(TYPEFACES)
    for name in texts:
        assert "SIL Open Font License" in (fonts_directory() / name).read_text(encoding="utf-8")
