"""A document or a recording does not say who made it.

What: a PDF, an office document or a recording carries the name of its author, a company, a comment or a
place among its properties, says who wrote a remark or a change, or holds a picture with what a camera
wrote. Pictures and MP4 films are published without such things, but these files are
published as they are.

Why: a program writes the name of the computer's owner into a file without asking, and everybody who
downloads it from the site can read it. Somebody who chose a pseudonym is then known by name.

Example:

    file says who made it, and is published with that: Author

How to fix it: run the command in the hint, or remove the properties in the program that wrote the file.
If such names are meant to be read, set the rule to `off`.
"""

from cop_site.diagnostics import Severity

CODE = "COP026"
NAME = "file-has-no-metadata"
SEVERITY = Severity.WARNING
