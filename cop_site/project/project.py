"""A project that has been read and analysed: its settings, its notes, its figures and its diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cop_site.authoring.archetypes import read_archetypes
from cop_site.content.files import Files
from cop_site.content.load import Source
from cop_site.diagnostics import Diagnostic, Problem, Span
from cop_site.insight.figures import Figures
from cop_site.insight.scaffold import Archetypes
from cop_site.model.assemble import ReadNamed, Setup, assemble, read_named
from cop_site.model.community import Community
from cop_site.model.field_names import fold_name, is_target
from cop_site.model.sections import SECTION_URIS
from cop_site.model.versions import folder_of, in_language, join_versions
from cop_site.project.baseline import Baseline, compare
from cop_site.project.open import read_engine_files, read_site_file
from cop_site.project.originals import originals_in
from cop_site.project.ours import TEMPLATES
from cop_site.project.parallel import is_worthwhile, share
from cop_site.project.site_file import check_docs_dir, find_language, find_named_files, find_own_language
from cop_site.project.store import Store
from cop_site.settings import Settings, SettingsError, load_settings
from cop_site.settings_file import SettingsFile
from cop_site.wording.catalogue import ENGLISH, Wording, load_wording

if TYPE_CHECKING:
    from cop_site.pages.site import Site
    from cop_site.pages.templates import Templates
    from cop_site.project.compiled import CompiledTemplates
    from cop_site.rules import RuleContext

_NOTES_OF_PART = 50
"""Notes that one process checks at a time: few enough that both end at the same time."""


@dataclass(frozen=True)
class Project:
    """A project with all that is computed from its notes for one day."""

    root: Path
    settings: Settings
    community: Community
    """All that was read: translations are notes of their own."""
    figures: Figures
    """Those of the same community, in which translations are versions of their originals."""
    baseline: Baseline | None = None
    language: str = ENGLISH.language
    """The language of the community, in which it writes what it publishes."""
    store: Store | None = None
    """Where its compiled templates are kept; by default, the store in its folder."""

    @cached_property
    def diagnostics(self) -> list[Diagnostic]:
        """The diagnostics of all rules, by position."""
        from cop_site.rules import check  # noqa: PLC0415  # figures need neither rules nor a parser of Markdown

        return compare(check(self._context, self.settings.severity), self.baseline)

    def diagnose_in_parallel(self) -> list[Diagnostic]:
        """Return the same diagnostics; if many notes are new, a second process checks part of them."""
        sources = self.community.sources
        if not is_worthwhile(sum(not source.facts for source in sources)):
            return self.diagnostics
        from cop_site.rules import choose_rules, find_in_community, find_in_notes, report  # noqa: PLC0415  # as above

        context, rules = self._context, choose_rules(self.settings.severity)
        before = [dict(source.facts) for source in sources]
        finders = (
            *(partial(find_in_community, context, [rule]) for rule in rules),
            *(partial(find_in_notes, part, rules) for part in context.split(_NOTES_OF_PART)),
        )

        def check(some: Iterable[Callable[[], Iterable[Problem]]]) -> tuple[list[Problem], list[dict[str, Any]]]:
            """Return what some find, and the facts of each note that they have computed."""
            found = list(chain.from_iterable(find() for find in some))
            return found, [_find_new(known, source.facts) for known, source in zip(before, sources, strict=True)]

        (ours, _), (theirs, facts) = share(finders, check)
        for source, new in zip(sources, facts, strict=True):
            source.facts.update(new)
        found = report(chain(self.community.problems, ours, theirs), self.settings.severity, rules)
        return compare(found, self.baseline)

    @property
    def size(self) -> int:
        """The number of notes, published or not."""
        return len(self.community.notes) + len(self.community.unpublished) + len(self.community.unfinished)

    @property
    def archetypes(self) -> Archetypes:
        """The text that a new note of each kind starts with."""
        return self.figures.archetypes

    @property
    def wording(self) -> Wording:
        """What is written for the community to publish or to send, in its language."""
        return load_wording(self.language).unmarked

    @property
    def _context(self) -> RuleContext:
        from cop_site.rules import RuleContext  # noqa: PLC0415  # as above

        return RuleContext(self.community, self.figures)

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """The folder of the community's own templates, if it has any, and ours."""
        return find_templates(self.root, self.settings)

    @property
    def watched(self) -> tuple[Path, ...]:
        """The files and folders that it is read from, of those that exist."""
        own = (self.root / self.settings.content, self.root / "pyproject.toml")
        return tuple(filter(Path.exists, (*self.template_folders, *own)))

    def site_in(self, language: str, url: str = "") -> Site:
        """Return all that pages are made from; `language` is that of the theme and the contributors.

        `url` is the web address of the site, empty if it is not known.
        """
        if (language, url) not in self._sites:
            self._sites[language, url] = self._make_site(language, url)
        return self._sites[language, url]

    @cached_property
    def _sites(self) -> dict[tuple[str, str], Site]:
        return {}

    @cached_property
    def compiled(self) -> CompiledTemplates:
        """Its templates, as they were compiled before."""
        from cop_site.project.compiled import CompiledTemplates  # noqa: PLC0415  # a check has no use for templates

        own = self.root / self.settings.templates if self.settings.templates else None
        return CompiledTemplates(self.store or Store(self.root), own)

    def _make_site(self, language: str, url: str) -> Site:
        from cop_site.pages.site import Site  # noqa: PLC0415  # a check has no use for pages

        recall, url = (self.store or Store(self.root)).recall, url and f"{url.rstrip('/')}/"
        figures = self._figures_in(language)
        site = Site(figures.community, figures, self.settings, self._templates_in(language, language), url, recall)
        languages = self.settings.languages
        return replace(site, translate=lambda site: [self._translate(site, one) for one in languages[1:]])

    def _templates_in(self, language: str, own: str) -> Templates:
        from cop_site.pages.templates import Templates  # noqa: PLC0415  # as above

        return Templates(self.template_folders, load_wording(language), own, self.compiled, theme=language)

    def _figures_in(self, language: str) -> Figures:
        """Return the figures with the words of the versions in a language; what they say is the same in all."""
        community = in_language(self.figures.community, language)
        if community is self.figures.community:
            return self.figures
        return replace(self.figures, community=community, original=self.figures)

    def _translate(self, site: Site, language: str) -> Site:
        """Return a site in a further language."""
        figures, folder = self._figures_in(language), folder_of(language, self.settings.languages)
        templates = self._templates_in(language, site.templates.languages.site)
        return replace(
            site, community=figures.community, figures=figures, templates=templates, folder=folder, original=site
        )


def understand(  # noqa: PLR0913  # all that was read
    root: Path,
    settings: Settings,
    site_file: str,
    files: Files,
    as_of: date,
    *,
    sources: Sequence[Source],
    baseline: Baseline | None = None,
    read: ReadNamed = read_named,
) -> Project:
    """Analyse a project; `sources` are the notes among its files, whose front matter has been read.

    `read` is that of `assemble`.
    """
    language, named = choose_language(settings, site_file), tuple(find_named_files(site_file))
    files = replace(files, problems=(*files.problems, *check_docs_dir(read_engine_files(root), root, files.folder)))
    name = root.resolve().name.replace("-", " ").replace("_", " ").capitalize()
    field_names = {fold_name(name): target for name, target in settings.fields.items()}
    setup = Setup(
        as_of,
        fallback_name=name,
        language=language,
        named=named,
        asked=settings.admin.files,
        languages=settings.languages[1:],
        field_names=field_names,
    )
    community = assemble(sources, files, setup, read)
    folders = tuple(folder / "archetypes" for folder in find_templates(root, settings))
    archetypes = read_archetypes(folders, load_wording(language))
    joined = join_versions(community, settings.languages) if settings.languages[1:] else community
    figures = Figures(
        joined,
        settings.thresholds,
        settings.plan,
        settings.headings,
        archetypes,
        read_originals=originals_in(root),
    )
    return Project(root, settings, community, figures, baseline, language)


def _find_new(known: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts that have been computed since."""
    return {name: fact for name, fact in facts.items() if known.get(name) is not fact}


def choose_language(settings: Settings, site_file: str) -> str:
    """Return the language of a site: the first that the settings name, else that of the theme in `mkdocs.yml`."""
    return settings.languages[0] if settings.languages else find_language(site_file)


def find_templates(root: Path, settings: Settings) -> tuple[Path, ...]:
    """Return the folder of the community's own templates, if it has any, and ours."""
    own = (root / settings.templates,) if settings.templates else ()
    return (*own, TEMPLATES)


def check_settings(settings_file: SettingsFile, root: Path) -> Settings:
    """Return the settings of the project in `root`.

    Raises SettingsError if one is unknown or invalid, or if a severity is given to a rule that does not exist.
    """
    settings = load_settings(settings_file, root)
    if settings.languages and (problem := _check_languages(settings, settings_file, root)):
        raise SettingsError(problem)
    if wrong := [name for name, target in settings.fields.items() if not is_target(target)]:
        raise SettingsError(*(_explain_target(name, settings_file) for name in wrong))
    if not settings.severity:
        return settings
    from cop_site.rules import load_rules  # noqa: PLC0415  # as above

    # The rules about settings have no severity of their own: it would come from the very settings that are invalid.
    known = {rule.NAME: rule.CODE for rule in load_rules() if not rule.CODE.startswith("COP9")}
    unknown = settings.severity.keys() - known.keys() - set(known.values())
    if unknown:
        spans = {name: settings_file.find(("severity", name)) for name in sorted(unknown)}
        raise SettingsError(*(_explain_rule(name, known, span) for name, span in spans.items()))
    return settings


def _check_languages(settings: Settings, settings_file: SettingsFile, root: Path) -> Problem | None:
    """Return why the languages of a site cannot be used; None if they can."""
    first, span = settings.languages[0], settings_file.find(("languages",))
    own = find_own_language(read_site_file(root))
    message = hint = ""
    if taken := next((one for one in settings.languages if f"{one.casefold()}/" in SECTION_URIS), ""):
        message, hint = f"names {taken!r}, which is the folder of a page of the site", "leave it out"
    elif own and own.casefold() != first.casefold():
        message = f"begins with {first!r}, and theme.language in mkdocs.yml is {own!r}"
        hint = f"write {own!r} first, or remove theme.language"
    return Problem("setting-has-its-value", span, f"the setting 'languages' {message}", hint) if message else None


def _explain_target(name: str, settings_file: SettingsFile) -> Problem:
    message = f"the setting 'fields.{name}' must name a field of ours"
    hint = "write for example 'tags', 'recording:https://example.org/{}', 'extra' or 'drop'"
    return Problem("setting-has-its-value", settings_file.find(("fields", name)), message, hint)


def _explain_rule(name: str, known: Iterable[str], span: Span) -> Problem:
    suggestion = next(iter(get_close_matches(name, known, n=1)), "")
    hint = f"did you mean {suggestion!r}? Or see 'cop explain'" if suggestion else "'cop explain' lists the rules"
    return Problem("setting-is-known", span, f"there is no rule {name!r} to give a severity to", hint)
