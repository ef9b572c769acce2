"""Words that hold a sentence together and say nothing by themselves, in the languages of the search."""

from __future__ import annotations

_WORDS = {
    "en": (
        "a about after all an and any anybody anyone are as at be been before but by can could did do does for from "
        "get had has have here how i if in into is it its me my of on or our ours say said says shall should so some "
        "tell than that the their them then there these they this those to us was we were what whats when "
        "where which who whom whose why will with would you your"
    ),
    "de": (
        "aber als am an auf aus bei bin bis das dass dem den der des die dies diese doch du ein eine einem "
        "einen einer er es fur hat hatte haben ich ihr im in ist kann mein mit nach nicht oder sich sie sind "
        "so uber um und uns unser von vor war waren warum was wem wen wenn wer werden wie wir wird wo wurde "
        "zu zum zur"
    ),
    "fr": (
        "a au aux avec avons ce ces cette comment dans de des dit du elle en est et etait il ils je la le les "
        "leur lui ma mais me mes mon ne nos notre nous on ont ou par pas pour pourquoi qu que quel quelle "
        "quels qui quoi sa sans se ses son sont sur ta te tes ton tu un une vos votre vous"
    ),
    "es": (
        "a al como con cual cuando de del desde donde el ella en entre era es esta este fue ha hay la las le "
        "lo los mas me mi no nos nosotros o para pero por porque que quien se ser si sin sobre son su sus tu "
        "un una y ya yo"
    ),
    "it": (
        "a ai al alla anche che chi ci come con cosa da dal dei del della di dove e era gli ha hanno i il in "
        "io la le lo ma mi ne nei nel nella noi non o per perche piu quale quando questo se si sono su sul un "
        "una uno"
    ),
    "pt": (
        "a ao aos as com como da das de do dos e ela ele em entre era esta este eu foi ha isso ja mas na nas "
        "no nos o onde os ou para pela pelo por porque qual quando que quem se sem ser seu sua um uma"
    ),
    "nl": (
        "aan al als bij dat de der deze die dit door een en er had heb heeft het hoe ik in is je kan maar met "
        "mijn na naar niet of om onze ook op over te tot uit van voor waar waarom was wat we werd wie wij "
        "zijn zo"
    ),
}


def function_words(language: str) -> tuple[str, ...]:
    """Return the function words of a language, folded; none of a language that is not known."""
    return tuple(_WORDS.get(language.lower().partition("-")[0], "").split())
