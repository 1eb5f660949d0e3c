"""A model of the user's beside the rules: `[recognition] model` in site.toml, loaded by spaCy."""

import importlib.util
import json

import pytest

from generator.archive import load_archive
from generator.store import spacy_model

HERE = 'title = "The Test File"\nbase_url = "https://example.org/file/"\n\n[recognition]\nmodel = "{}"\n'
# No rule can know the second: an unknown word, and a common one.
PAGE = "Mill Opens in the Valley\n\nThe mill was opened on Monday. Angela Merkel came, and Qwill Harvest with her.\n"


def named(archive, model):
    return archive.put("content/site.toml", HERE.format(model))


def people(archive):
    return [person["as"] for person in archive.export()[0]["people"]]


@pytest.fixture
def archive(archive):
    return archive.source("a.txt", PAGE)


class TestWithoutSpacy:
    def test_says_what_to_do(self, archive, monkeypatch):
        monkeypatch.setattr(spacy_model, "find_spec", lambda _: None)
        named(archive, "en_core_web_md").run("build")
        assert archive.exit_code == 2
        assert archive.output == (
            "error: content/site.toml:5: `model` in [recognition] is `en_core_web_md`, and spaCy is not installed; run "
            "`pip install 'backfile[ner]'`, or delete the line: persons are then found by rules alone\n"
        )

    def test_nothing_of_it_is_loaded_if_no_model_is_named(self, archive, monkeypatch):
        monkeypatch.setattr(spacy_model, "find_spec", lambda _: pytest.fail("looked for spaCy"))
        assert people(archive.build()) == ["Angela Merkel"]

    @pytest.mark.parametrize(
        ("table", "said"),
        [("recognition = 1\n", "2: `recognition` must be a table; write `[recognition]` on a line of its own"),
         ("[recognition]\nmodel = 3\n", "4: `model` in [recognition] must be a text in quotes, not 3"),
         ("[recognition]\npeople_from = 2\n", "4: `people_from` in [recognition] must be a number from 0 to 1, not 2")],
    )  # fmt: skip
    def test_a_setting_of_a_wrong_type_is_reported(self, archive, table, said):
        head = 'title = "A"\n' + ('base_url = "https://example.org/"\n' if "[" in table else "")
        tail = "" if "[" in table else 'base_url = "https://example.org/"\n'
        archive.put("content/site.toml", head + table + tail).run("build")
        assert (archive.exit_code, archive.output) == (2, f"error: content/site.toml:{said}\n")


@pytest.mark.skipif(importlib.util.find_spec("spacy") is None, reason="spaCy is not installed (pip install '.[ner]')")
@pytest.mark.filterwarnings("default")  # what spaCy and its libraries warn of is not ours
class TestWithSpacy:
    @pytest.fixture
    def model(self, archive):
        """What makes a small pipeline in the archive's folder `models/names` that knows some names."""
        import spacy

        def make(*names, parts=("entity_ruler",)):
            pipeline = spacy.blank("en")
            for part in parts:
                pipeline.add_pipe(part)
            if "entity_ruler" in parts:
                pipeline.get_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": name} for name in names])
            place = archive.root / "models" / "names"
            place.parent.mkdir(exist_ok=True)
            pipeline.to_disk(place)
            return named(archive, "models/names")

        return make

    def test_the_model_adds_to_the_rules(self, model):
        assert people(model("Qwill Harvest").build()) == ["Angela Merkel", "Qwill Harvest"]

    def test_it_takes_nothing_away(self, model):
        assert people(model().build()) == ["Angela Merkel"]

    def test_rules_still_hold_for_what_it_says(self, model):
        """A title is cut off, a firm is none, a single word is no full name."""
        archive = model("President Qwill Harvest", "The Harvest Company", "Monday")
        archive.source("a.txt", PAGE.replace("Qwill", "President Qwill").replace("The mill", "The Harvest Company"))
        assert people(archive.build()) == ["Angela Merkel", "Qwill Harvest"]

    def test_another_model_is_another_run(self, model):
        assert people(model().build()) == ["Angela Merkel"]
        assert people(model("Qwill Harvest").build()) == ["Angela Merkel", "Qwill Harvest"]
        archive = model("Qwill Harvest").put("content/site.toml", HERE.partition("\n\n")[0] + "\n")
        assert people(archive.build()) == ["Angela Merkel"]

    def test_its_version_is_part_of_what_is_kept(self, model):
        archive = model("Qwill Harvest")
        before = load_archive(archive.root).model
        meta = archive.root / "models" / "names" / "meta.json"
        assert load_archive(archive.root).model == before
        meta.write_text(json.dumps(json.loads(meta.read_text()) | {"version": "9.9"}))
        assert spacy_model.get_version(load_archive(archive.root).model) != spacy_model.get_version(before)

    def test_processes_have_it_too(self, model):
        archive = model("Qwill Harvest")
        for n in range(300):
            archive.source(f"{n}.txt", PAGE.replace("The mill", f"Mill number {n} of {n * n} that stand there"))
        archive.run("ingest", "--jobs", "2").build()
        assert all({"Qwill Harvest"} <= {one["as"] for one in story["people"]} for story in archive.export())

    def test_explain_asks_it_too(self, model):
        archive = model("Qwill Harvest")
        archive.run("ingest", "--explain", str(archive.root / "content/sources/a.txt"))
        assert "Qwill Harvest" in archive.output

    @pytest.mark.parametrize(
        ("name", "said"),
        [("en_core_web_none", "neither a package nor a folder of the archive has this name; run "
                              "`python -m spacy download en_core_web_none`, or correct it"),
         ("content", "it is not a spaCy pipeline: it has no meta.json; correct the name")],
    )  # fmt: skip
    def test_a_model_that_is_not_there_is_reported(self, archive, name, said):
        named(archive, name).run("build")
        assert archive.exit_code == 2
        assert archive.output == f"error: content/site.toml:5: `model` in [recognition] is `{name}`, and {said}\n"

    def test_a_model_that_finds_no_names_is_reported(self, model):
        archive = model(parts=("sentencizer",)).run("build")
        assert archive.exit_code == 2
        assert archive.output.endswith("and it finds no names (its parts: sentencizer); name one with a part `ner`\n")

    def test_a_damaged_model_is_reported(self, model):
        archive = model("Qwill Harvest")
        (archive.root / "models" / "names" / "config.cfg").unlink()
        archive.run("build")
        assert archive.exit_code == 2
        assert "`models/names`, and spaCy cannot load it (" in archive.output
