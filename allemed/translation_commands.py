"""`allemed translations …`: collect, check and compile the texts, and have a native speaker review them."""

from pathlib import Path

import click

from allemed import translations as catalogues
from allemed.translation_review import take_workbook, write_workbook


@click.group("translations")
def translations() -> None:
    """Collect, check and compile the texts in translations/."""


@translations.command("update")
def update_translations() -> None:
    """Add new texts to the catalogues and remove those nobody uses."""
    catalogues.update()


@translations.command("check")
def check_translations() -> None:
    """Name missing, stale and broken translations; exit code 1 if there are any."""
    findings = catalogues.check()
    for found in findings:
        for word in ("missing", "stale", "broken"):
            if texts := getattr(found, word):
                click.echo(
                    f"{found.catalogue}: {len(texts)} {word}: " + "; ".join(repr(text[:60]) for text in texts[:5])
                )
    if any(found.missing or found.stale or found.broken for found in findings):
        raise click.exceptions.Exit(1)


@translations.command("export")
@click.argument("language")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path), required=False)
def export_translations(language: str, file: Path | None) -> None:
    """Write a workbook that a native speaker can fill in."""
    file = file or Path(f"allemed-{language}.xlsx")
    click.echo(f"{write_workbook(language, file)} texts in {file}")


@translations.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_translations(file: Path) -> None:
    """Take a filled-in workbook back; rows with broken placeholders are refused and named."""
    taken = take_workbook(file)
    for row, problem in taken.refused:
        click.echo(f"row {row}: {problem}")
    state = "now counts as reviewed" if taken.is_reviewed else f"not yet reviewed, {taken.missing} without translation"
    click.echo(f"{taken.language}: {taken.changed} changed, {len(taken.refused)} refused; {state}")
    catalogues.compile_all()


@translations.command("compile")
def compile_translations() -> None:
    """Write the compiled catalogues that the app reads."""
    if wrong := catalogues.compile_all():
        raise click.ClickException("wrong placeholders:\n" + "\n".join(wrong))
