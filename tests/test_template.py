"""The template of a new study, made from the schemas."""

import pytest
import yaml
from conftest import config_of

from mssd.complaints import Refused
from mssd.config import broken_choices, missing_choices
from mssd.study import check_study
from mssd.template import new_study, page_of_tables


@pytest.fixture
def study(tmp_path):
    new_study(tmp_path / "my study")
    return tmp_path / "my study"


def test_a_new_study_makes_every_choice_and_its_config_is_in_order(study):
    assert broken_choices(config_of(study), study / "config.yaml") == []
    assert missing_choices(config_of(study), is_matrix=False) == []
    assert config_of(study)["study"] == "my-study"


def test_all_that_a_new_study_lacks_is_its_rows(study):
    with pytest.raises(Refused) as refused:
        check_study(study / "raw", config_of(study))
    assert [(c.file.rpartition("/")[2], c.problem) for c in refused.value.complaints] == [
        (f"{noun}.csv", "no row below the header; expected at least one") for noun in ("cases", "factors", "interviews")
    ]


def test_a_folder_that_is_there_is_never_written_over(study):
    (study / "config.yaml").write_text("mine")
    with pytest.raises(FileExistsError):
        new_study(study)
    assert (study / "config.yaml").read_text() == "mine"


def test_every_choice_stands_below_what_it_means(study):
    text = (study / "config.yaml").read_text()
    for key in yaml.safe_load(text):
        before = text[: text.index(f"\n{key}:")].splitlines()[-1]
        assert before.startswith("# "), key


def test_the_page_on_the_tables_names_every_column():
    page = page_of_tables()
    for column in ("`interview`", "`stance`", "`first_criterion`", "`direction`", "`reason`"):
        assert column in page
