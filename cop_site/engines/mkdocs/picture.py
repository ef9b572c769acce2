"""A picture that is copied into the site without what its camera wrote into it."""

from __future__ import annotations

from pathlib import Path

from mkdocs.structure.files import File

from cop_site.content.assets.metadata import MAY_HOLD_METADATA, strip_metadata


class Picture(File):
    """A file of the community; MkDocs calls `copy_file` when it is time to copy."""

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002  # MkDocs calls it so
        """Write the picture into the site, without its metadata."""
        assert self.abs_src_path is not None  # noqa: S101  # it was made from a path
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(strip_metadata(Path(self.abs_src_path).read_bytes()))


def kind_of_file(name: str) -> type[File]:
    """How a static file with this name is copied."""
    return Picture if name.lower().endswith(MAY_HOLD_METADATA) else File
