"""The list of erased families lies in a folder of the test."""

import pytest

from allemed.privacy import gateway


@pytest.fixture(autouse=True)
def erased_list(tmp_path, monkeypatch):
    file = tmp_path / "erased.txt"
    monkeypatch.setattr(gateway, "file_of_erased", lambda: file)
    return file
