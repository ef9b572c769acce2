"""An image is no larger than a page can show.

What: a picture is more than 2560 pixels wide or high, or its file is bigger than 1 MiB.

Why: readers on a telephone wait for it and pay for it, and see no more than they would of a small one. The
repository keeps it for ever, and everybody who copies the repository loads it, too.

Example:

    content/meetups/board.jpg      (4032 × 3024 pixels)

How to fix it: run the command in the hint; it needs ImageMagick. Or save the picture from any image program
at no more than 1600 pixels. A moving picture is smaller as a video.
"""

from cop_site.diagnostics import Severity

CODE = "COP211"
NAME = "image-is-light"
SEVERITY = Severity.WARNING
