"""Fields hold values, not the code of a template.

What: `{{ … }}` or `{% … %}` was left in a field.

Why: nothing in a note is run or filled in, so readers would see the code. It usually comes from a
template of another tool that was copied and not filled in.

Example:

    title: "{{ page.title }}"

How to fix it: write the value itself.
"""

from cop_site.diagnostics import Severity

CODE = "COP014"
NAME = "front-matter-has-no-template-code"
SEVERITY = Severity.ERROR
