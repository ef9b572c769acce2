"""Words that hold a sentence together and say nothing by themselves, in the languages of the search."""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.wording.language_tag import primary_language

_WORDS = {
    "en": (
        "a about after all an and any anybody anyone are as at be been before but by can could did do does for from "
        "get had has have here how i if in into is it its me my of on or our ours say said says shall should so some "
        "tell than that the their them then there these they this those to us was we were what whats when where which "
        "who whom whose why will with would you your"
    ),
    "ar": (
        "ال الا الان التي الذي الذين الي الى ان انا انت او اي اين بعد بل به بها بين تلك ثم حتي حتى حين ذلك عن عند "
        "عندكم عندما علي على غير في فيه فيها قال قبل قد كان كانت كل كم كما كيف لا لان لدينا لذلك لكن لم لماذا لن له "
        "لها ليس ما ماذا متي متى مع من منذ منه منها نحن هذا هذه هل هم هنا هناك هو هي و ولا وما يا يكون"
    ),
    "de": (
        "aber alle aller alles als am an auch auf aus bei bin bis da dabei dann daran darauf darf das dass dazu dein "
        "deine deinen deiner dem den denn der des dich die dies diese diesem diesen dieser dieses dir doch du durch "
        "ein einander eine einem einen einer eines er es etwas euch euer eure fuer fur gab gegen gibt haben hast hat "
        "hatte hier hin ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jeden jeder jedes jemand "
        "jetzt kann kannst kein keine keinen konnen konnte man mein mich mir mit muss mussen nach nicht nichts noch "
        "nur ob oder ohne schon sehr sei sein seine seinen seiner seit sich sie sind so soll sollen sollte uber um "
        "und uns unser unsere unserem unseren unserer vom von vor waere wann war ware waren warum was weil welche "
        "welchen welcher welches wem wen wenn wer werden weshalb wie wieder will wir wird wo wofur wohin womit wurde "
        "wurden zu zum zur zwischen"
    ),
    "es": (
        "a al algo alguien asi aun como con cual cuales cuando cuanta cuantas cuanto cuantos de del desde donde e el "
        "ella ellas ellos en entre era eran es esa esas ese eso esos esta estan estas este esto estos fue fueron ha "
        "han hasta hay hemos la las le les lo los mas me mi mis muy ni no nos nosotras nosotros nuestra nuestras "
        "nuestro nuestros o os otra otro para pero por porque pues que quien quienes se sea ser si sin sobre son su "
        "sus tal tambien te tu tus u un una unas uno unos y ya yo"
    ),
    "fr": (
        "a ai as au aux avec avons avez c ce cela ces cet cette chez comment d dans de des dire dit donc dont du elle "
        "elles en entre est et etait etre eu fait faire faut il ils j je l la le les leur leurs lors lui m ma mais me "
        "mes moi mon n ne nos notre nous on ont ou par pas peut plus pour pourquoi puis qu quand que quel quelle "
        "quelles quels qui quoi s sa sans se sera ses si son sont sur t ta te tes ton tous tout toute toutes tu un "
        "une vers vos votre vous y"
    ),
    "it": (
        "a ai al alla anche che chi ci come con cosa da dal dei del della di dove e era gli ha hanno i il in io la le "
        "lo ma mi ne nei nel nella noi non o per perche piu quale quando questo se si sono su sul un una uno"
    ),
    "ja": (
        "の は が を に へ と で も や から まで より か ね よ な です ます でした ました ません "
        "ですか ますか でしょうか する した して いる ある いい とき こと もの ため この その あの "
        "どの これ それ どれ どこ いつ だれ 何 なに なぜ どう どうすれば どうやって ください について "
        "という さん うち 方 あれ どんな どちら なぜか なん なんで 何で でき できる なる "
        "なっ なり なら たら ば たり ながら だ だっ だろ う てる られ れ せ さ し て た ない なく "
        "なかっ ず 教え 知り たい 来 ほしい ごと"
    ),
    "nl": (
        "aan al als bij dat de der deze die dit door een en er had heb heeft het hoe ik in is je kan maar met mijn na "
        "naar niet of om onze ook op over te tot uit van voor waar waarom was wat we werd wie wij zijn zo"
    ),
    "pt": (
        "a ao aos aquela aquele aqui as ate com como da das de dessa desse desta deste deve devo disso disto do dos e "
        "ela elas ele eles em entre era essa esse esta estao este estou eu faco faz fazer foi gente ha isso isto ja "
        "la lhe mais mas me meu minha muito na nao nas nem nessa nesse nesta neste no nos nossa nosso nossos num numa "
        "o onde os ou para pela pelas pelo pelos pode podemos por porque posso pra pro quais qual quando quantas "
        "quanto quantos que quem sao se sem ser seu seus so sobre sua suas tambem te tem temos tenho ter um uma umas "
        "uns vai voce voces vou"
    ),
    "th": ("ที่ และ ของ ใน เป็น มี ได้ ให้ จะ ไม่ กับ จาก หรือ ว่า นี้ นั้น อะไร อย่างไร ทำไม ใคร เมื่อไหร่ ไหน ครับ ค่ะ คือ ก็"),
    "zh": (
        "的 了 是 在 和 与 及 或 吗 呢 吧 啊 什么 怎么 怎样 如何 为什么 谁 哪 哪里 哪些 我 我们 "
        "你 你们 他 她 它 他们 这 那 这个 那个 有 没有 不 也 都 就 会 能 可以 要 到 把 被 对 "
        "从 给 让 一个 什麼 怎麼 嗎 與 為什麼 誰 這 這個 我們 他們 沒有 會 個"
    ),
}


_UNSPACED = frozenset(("ja", "th", "zh"))
"""Languages whose words nobody takes for those of others."""


def function_words(language: str, others: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the function words of a site's own language, without accents; none of a language that is not known.

    Of the `others` in which it has notes, those are added that no word of its own is spelt like.
    """
    codes = (primary_language(language), *sorted(_UNSPACED & {*others}))
    return tuple(word for code in codes for word in _WORDS.get(code, "").split())
