"""A merge of two versions is finished.

What: the file has lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`. Git writes them where two people
have changed the same lines, and somebody has to choose.

Why: until then the note says both things at once, and readers see git's signs. Between the fences, fields
stand twice or cannot be read.

Example:

    <<<<<<< HEAD
    title: The first five minutes
    =======
    title: Five minutes
    >>>>>>> opening

How to fix it: keep what is right of the two versions, or write a third, and delete the three lines.
"""

from cop_site.diagnostics import Severity

CODE = "COP024"
NAME = "merge-is-finished"
SEVERITY = Severity.ERROR
