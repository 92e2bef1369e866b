"""How a delay was counted is told step by step, in sentences that say what the text of law says."""

from datetime import date

import pytest

from prevexp.law.counting import Step
from prevexp.law.counting import StepCode
from prevexp.law.loading import national_law
from prevexp.law.parameters import Factor
from prevexp.law.period import Period
from prevexp.law.reasoning import Note
from prevexp.law.reasoning import Remark
from prevexp.law.review.finding import Why
from prevexp.law.review.finding import because
from prevexp.render.law_remarks import KNOWN_NOTES
from prevexp.render.law_remarks import to_check
from prevexp.render.law_steps import KNOWN_STEPS
from prevexp.render.law_steps import step_sentence

LAW = national_law()


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


CLAUSE = LAW.parameters["clause-delay"]
NOTICE = LAW.parameters["prefect-notice"]
DAY = date(2021, 4, 15)
SENTENCES = {
    StepCode.NOT_COUNTED: (
        {"day": DAY},
        "Le 15 avril 2021, point de départ du délai, ne compte pas (règle du CPC, art. 640 et 641).",
    ),
    StepCode.PERIOD_ENDS: (
        {"period": Period.parse("P6W"), "day": date(2024, 4, 29)},
        "Le délai de 6 semaines, soit 42 jours, mène au lundi 29 avril 2024.",
    ),
    StepCode.NO_SUCH_DAY: (
        {"number": 31, "day": date(2022, 2, 28)},
        "Ce mois n’a pas de 31 : le délai de mois expire le dernier jour du mois, le 28 février 2022 (CPC, art. 641).",
    ),
    StepCode.MOVED: (
        {"day": date(2021, 5, 8), "holiday": "victoire de 1945"},
        "Le samedi 8 mai 2021 est férié (victoire de 1945) : le délai n’y expire pas (CPC, art. 642).",
    ),
    StepCode.NOT_MOVED: (
        {"day": date(2026, 5, 10)},
        (
            "Un délai compté à rebours n’est jamais reporté : le dimanche 10 mai 2026 reste le dernier jour utile, "
            "même un samedi, un dimanche ou un jour férié (Cass., avis 25-70.018)."
        ),
    ),
    StepCode.EFFECT: (
        {"day": date(2021, 6, 16)},
        "Le délai court jusqu’à la fin du 15 juin 2021 ; le 16 juin 2021 est le premier jour après lui.",
    ),
    StepCode.EVE_IS_FIRST: (
        {"day": date(2025, 5, 7), "eve": date(2025, 5, 6)},
        (
            "Le délai se compte à rebours depuis l’audience du 7 mai 2025 ; le premier jour compté est la veille, "
            "le 6 mai 2025 (Cass., avis 25-70.018)."
        ),
    ),
    StepCode.ENDS_AS_DAY_BEGINS: (
        {"day": date(2025, 3, 25)},
        "Ce délai s’achève au début de ce jour : l’acte doit être fait au plus tard la veille, le 25 mars 2025.",
    ),
    StepCode.SAME_DAY_NUMBER: (
        {"day": date(2021, 7, 21)},
        "Lecture souple : le jour de même quantième, le 21 juillet 2021, est encore à temps.",
    ),
    StepCode.WORKING_DAYS: (
        {"number": 5, "day": date(2024, 5, 3), "back": True},
        "Comptés à rebours du lundi au vendredi, hors jours fériés, 5 jours ouvrés mènent au vendredi 3 mai 2024.",
    ),
    StepCode.SKIPPED: (
        {"day": date(2021, 7, 14), "holiday": "fête nationale"},
        "Le 14 juillet 2021 est férié (fête nationale) : il n’est pas compté.",
    ),
    StepCode.VERSION: (
        {
            "parameter": NOTICE,
            "version": NOTICE.on(date(2025, 3, 10)),
            "factor": Factor.ASSIGNATION_SERVED,
            "day": date(2025, 3, 10),
        },
        (
            "« Délai entre la notification de l’assignation au préfet et l’audience » : 6 semaines "
            "(loi 89-462, art. 24 III). Version choisie par la date de l’assignation, le 10 mars 2025, critère déduit."
        ),
    ),
    StepCode.LONGEST: (
        {"period": Period.parse("P2M")},
        "Le délai le plus long de la loi, du bail et de l’acte est retenu : 2 mois.",
    ),
    StepCode.COVID: (
        {
            "since": date(2020, 3, 12),
            "due": date(2020, 4, 20),
            "days": 39,
            "resumes": date(2020, 6, 23),
            "day": date(2020, 8, 1),
        },
        (
            "Le délai expirait le 20 avril 2020, dans la période protégée : les 39 jours écoulés depuis le "
            "12 mars 2020 sont comptés de nouveau à partir du 23 juin 2020 et mènent au 1er août 2020 "
            "(ordonnance 2020-306, art. 4)."
        ),
    ),
    StepCode.TRUCE: (
        {"day": date(2021, 11, 11), "ends": date(2022, 3, 31)},
        (
            "Le 11 novembre 2021 tombe dans la trêve hivernale, qui dure jusqu’au 31 mars 2022 inclus "
            "(CPCE, art. L.412-6)."
        ),
    ),
    StepCode.NO_ENFORCEMENT: (
        {"day": date(2021, 4, 5), "holiday": "lundi de Pâques"},
        (
            "Le lundi 5 avril 2021, jour férié (lundi de Pâques) : aucune mesure d’exécution un dimanche ou un jour "
            "férié, sauf permission du juge (CPCE, art. L.141-1)."
        ),
    ),
    StepCode.THRESHOLD: (
        {
            "cents": 66000,
            "times": 2,
            "of": (("rent_cents", 52000), ("charges_cents", 6000), ("housing_aid_cents", 25000)),
        },
        (
            "Le seuil est de 660,00 €, soit 2 fois [le loyer hors charges (520,00 €) plus les charges (60,00 €) "
            "moins l’aide (250,00 €)]."
        ),
    ),
    StepCode.COMPARED: (
        {"first": Period.parse("P3M"), "second": Period.parse("P3Y")},
        "La loi permet de 3 mois à 3 ans.",
    ),
    StepCode.NOT_KNOWN: (
        {"about": Factor.LEASE_CONCLUDED},
        "La date de conclusion du bail n’est pas connue, et c’est elle qui choisit la version de la loi.",
    ),
    StepCode.SUSPENDED: (
        {},
        "Le préfet n’a pas été saisi du commandement : le délai est suspendu (CPCE, art. L.412-5).",
    ),
    StepCode.FOUND: (
        {"because": because(Why.CONTRARY, inputs=("warning_stated",)), "read": {"warning_stated": False}},
        "À relever : avertissement de procédure et d’expulsion : non.",
    ),
    StepCode.KEPT: (
        {"day": date(2021, 5, 15)},
        (
            "Le samedi 15 mai 2021 n’est pas un jour ouvré, mais cette fin n’est pas reportée : l’article 642 du CPC "
            "n’est pas appliqué à ce délai."
        ),
    ),
    StepCode.ACQUIRED: (
        {"day": date(2021, 5, 10)},
        (
            "La clause est tenue pour acquise le dernier jour du délai, le 10 mai 2021, comme certaines juridictions "
            "(question ouverte)."
        ),
    ),
    StepCode.COVID_DAY: (
        {"day": date(2020, 8, 1), "effect": date(2020, 8, 2), "last": True},
        (
            "Le 1er août 2020 est lu comme le dernier jour pour payer (question ouverte) : la clause ne prend effet "
            "que le 2 août 2020."
        ),
    ),
    StepCode.PLAN_BY: (
        {"period": Period.parse("P6W"), "day": date(2024, 10, 22)},
        (
            "Pour agir à temps, le plus court des délais plausibles est compté aussi, sans report : 6 semaines, "
            "jusqu’au 22 octobre 2024."
        ),
    ),
    StepCode.SEIZED: (
        {"day": date(2024, 5, 20)},
        ("Le préfet a été saisi le 20 mai 2024 : le délai, suspendu jusque-là, court de ce jour (CPCE, art. L.412-5)."),
    ),
    StepCode.CUT: (
        {"period": Period.parse("P15D")},
        "Le juge a réduit ce délai à 15 jours (CPCE, art. L.412-1).",
    ),
    StepCode.JUDGE_TIME: (
        {"day": date(2026, 12, 15)},
        "Le juge a accordé un délai pour partir jusqu’au 15 décembre 2026 (CPCE, art. L.412-3).",
    ),
    StepCode.REHOUSED: ({}, "Le relogement est assuré : la trêve hivernale ne protège pas (CPCE, art. L.412-6)."),
    StepCode.RENEWED: (
        {"period": Period.parse("P2M")},
        "Le délai d’un bail renouvelé depuis est une question ouverte : 2 mois, selon le choix fait.",
    ),
    StepCode.NO_SERVICE: (
        {"first": date(2021, 5, 1), "day": date(2021, 5, 3)},
        (
            "On ne signifie ni un dimanche ni un jour férié (CPC, art. 664) : du samedi 1er mai 2021, "
            "l’assignation est remise au lundi 3 mai 2021."
        ),
    ),
    StepCode.PREMATURE: ({}, "Assigner avant la fin du délai de la clause rend l’action irrecevable (jurisprudence)."),
    StepCode.SAID: ({}, "Retenu tel que déclaré."),
}


def test_every_step_is_told():
    """Each step of a computation has a sentence, and is shown below."""
    assert set(StepCode) == KNOWN_STEPS == set(SENTENCES)


@pytest.mark.parametrize("code", SENTENCES)
def test_a_step_is_a_sentence_with_its_article(code):
    """Days in full with their weekday where it matters, the article where there is one."""
    params, sentence = SENTENCES[code]
    assert plain(step_sentence(Step(code, params))) == sentence


@pytest.mark.parametrize(
    ("code", "params", "sentence"),
    [
        (
            StepCode.MOVED,
            {"day": date(2021, 5, 9), "holiday": ""},
            "Un délai n’expire pas un dimanche, ici le 9 mai 2021 (CPC, art. 642).",
        ),
        (
            StepCode.PERIOD_ENDS,
            {"day": date(2021, 5, 10)},
            "Il est prorogé jusqu’au premier jour ouvrable suivant, le lundi 10 mai 2021 à vingt-quatre heures.",
        ),
        (
            StepCode.COMPARED,
            {"first": date(2024, 11, 12), "second": date(2024, 10, 12)},
            "Dernière échéance : 12 novembre 2024 ; limite : 12 octobre 2024.",
        ),
        (
            StepCode.VERSION,
            {"parameter": CLAUSE, "version": CLAUSE.on(DAY), "factor": CLAUSE.factor, "day": None},
            (
                "« Délai du commandement de payer avant que la clause résolutoire joue » : 2 mois "
                "(loi 89-462, art. 24 I, avant la loi 2023-668)."
            ),
        ),
        (StepCode.THRESHOLD, {"cents": 45000, "times": None, "of": ()}, "Le seuil est de 450,00 €."),
        (
            StepCode.THRESHOLD,
            {"cents": 104000, "times": 2, "of": (("rent_cents", 52000),)},
            "Le seuil est de 1 040,00 €, soit 2 fois le loyer hors charges (520,00 €).",
        ),
        (
            StepCode.VERSION,
            {
                "parameter": CLAUSE,
                "version": CLAUSE.on(DAY),
                "factor": CLAUSE.factor,
                "day": DAY,
                "stand_in": "served_on",
            },
            (
                "« Délai du commandement de payer avant que la clause résolutoire joue » : 2 mois "
                "(loi 89-462, art. 24 I, avant la loi 2023-668). La date de conclusion du bail n’est pas connue ; "
                "une autre date du dossier choisit la version (date de signification, le 15 avril 2021)."
            ),
        ),
        (
            StepCode.COVID_DAY,
            {"day": date(2020, 8, 1), "effect": date(2020, 8, 1), "last": False},
            (
                "Le 1er août 2020 est lu comme le premier jour d’effet (question ouverte) : la clause ne prend effet "
                "que le 1er août 2020."
            ),
        ),
    ],
)
def test_a_step_has_other_words_where_it_says_another_thing(code, params, sentence):
    """A Sunday is no holiday; the moved end names no length; dates are compared otherwise than lengths."""
    assert plain(step_sentence(Step(code, params))) == sentence


def test_every_remark_is_told_with_its_subject():
    """All notes; the parameter or the policy is named by its title, never by its id."""
    assert set(Note) == KNOWN_NOTES
    told = to_check([Remark(note=note, about="clause-delay") for note in Note], LAW)
    assert all(said.endswith(".") and "clause-delay" not in said for said in told)
    (disputed,) = to_check([Remark(note=Note.DISPUTED, about="art642-on-clause-delay")], LAW)
    assert "Report au jour ouvrable suivant" in disputed
