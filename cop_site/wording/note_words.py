"""Words that are read in notes, in the languages that communities write in, as parts of regular expressions."""

from __future__ import annotations

AND = "and|und|et|y|e"
"""Between two names or two headings."""
SPACED_DUE = "|".join(
    (
        *("due by", "due"),
        *("bis (?:spätestens|zum)", "bis", "fällig (?:am|bis)", "fällig", "Frist"),
        *("avant le", "avant", "pour le", "d['’]ici(?: le| au)?", "jusqu['’]au", "au plus tard le", "échéance"),
        *("hasta el", "hasta", "antes del", "para el", "vence(?: el)?", "fecha límite", "plazo"),
        *("até (?:o dia|dia|o)", "até", "para o dia", "prazo"),
        *("حتى", "قبل", "بحلول", "الموعد النهائي", "موعد (?:التسليم|الاستحقاق)", "الموعد", "الاستحقاق"),
    )
)
"""In brackets before the day by which something is to be done, with a space or a colon between the two."""
GLUED_DUE = "期限|締め?切り?|〆切|期日|納期"
"""The same in Japanese, which needs nothing between them."""
DUE_AFTER = "まで"
"""The same after the day."""
UNSPACED = (
    r"\u0590-\u109f\u1100-\u11ff\u1700-\u18af\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufefc\uff66-\uffdc\U00020000-\U0003ffff"
)
"""Scripts whose letters may stand beside a Latin name or handle without a space: `Ana Liさん`, `و@ana-li`."""
