"""The list of what was erased, and prepared files, lie in a folder of the test."""

import pytest

from allemed.closing.gateway import sealed_file
from allemed.privacy import gateway


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    """Nothing of one test is there in the next."""
    monkeypatch.setattr(gateway, "file_of_erased", lambda: tmp_path / "erased.txt")
    monkeypatch.setattr(sealed_file, "folder", lambda: tmp_path / "exports")
    return tmp_path
