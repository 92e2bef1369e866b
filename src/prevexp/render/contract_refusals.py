"""What a caseworker reads when a command on contracts, undertakings or repayment plans is refused."""

from collections.abc import Mapping

from prevexp.casework.refusal import RefusalCode

CONTRACT_REFUSALS: Mapping[RefusalCode, tuple[str, str]] = {
    RefusalCode.NO_CONTRACT: (
        "Aucun contrat d’engagement n’est signé au {on}",
        "Signer d’abord le contrat : `prevexp contract DOSSIER sign --until JOUR`, ou corriger le jour.",
    ),
    RefusalCode.CONTRACT_TERM_WRONG: (
        "Le contrat irait du {starts_on} au {until} : ce n’est pas possible au {on}",
        "Donner un premier jour égal ou postérieur à la signature, et un dernier jour plus tardif.",
    ),
    RefusalCode.CONTRACTS_OVERLAP: (
        "Le contrat n° {number} court déjà du {starts_on} au {until} : deux contrats se chevaucheraient",
        "Renouveler ce contrat, ou le terminer d’abord.",
    ),
    RefusalCode.CONTRACT_OVER: (
        "Le contrat n° {number} n’est plus en vigueur depuis le {on}",
        "Signer un nouveau contrat, ou corriger le jour.",
    ),
    RefusalCode.NO_SUCH_ENTRY: (
        "Le n° {number} ne désigne rien de tel dans ce dossier au {on}",
        "Relire les numéros : `prevexp contract DOSSIER show`.",
    ),
    RefusalCode.NO_SUCH_UNDERTAKING: (
        "Le n° {number} n’est pas celui d’une démarche promise dans ce dossier au {on}",
        "Lire les numéros des démarches : `prevexp contract DOSSIER show` ; ou noter d’abord la démarche.",
    ),
    RefusalCode.STOPPED_BY_WITHDRAWAL: (
        "Le n° {number} est arrêté depuis le {on} : le ménage a retiré son accord",
        "Si le ménage a de nouveau donné son accord, promettre ou signer de nouveau ce qui tient encore.",
    ),
    RefusalCode.DUE_TOO_EARLY: (
        "L’échéance du {due_on} ne vient pas assez tard : {on} au plus tôt, ou après si c’est un report",
        "Donner un jour à venir, et pour un report un jour après l’échéance connue.",
    ),
    RefusalCode.STATUS_NOT_OF_KIND: (
        "« {status} » n’est pas un état d’une démarche « {kind} »",
        "Voir les états possibles : `prevexp undertaking DOSSIER status NUMÉRO`.",
    ),
    RefusalCode.STATUS_FINAL: (
        "La démarche n° {number} est finie depuis le {on} : {status}",
        "Ouvrir une nouvelle démarche s’il faut recommencer.",
    ),
    RefusalCode.STATUS_NOT_NEXT: (
        "« {status} » ne peut pas suivre « {before} »",
        "Vérifier l’état et son jour ; les états possibles : `prevexp undertaking DOSSIER status NUMÉRO`.",
    ),
    RefusalCode.AMOUNT_NOT_EXPECTED: (
        "L’état « {status} » d’une démarche « {kind} » ne porte pas de montant",
        "Noter le montant avec la demande ou avec la décision, ou le retirer.",
    ),
    RefusalCode.INSTALMENTS_DO_NOT_ADD_UP: (
        "Les échéances font {added_cents}, et le plan {total_cents}",
        "Corriger les échéances, ou laisser prevexp les calculer avec `--months`.",
    ),
    RefusalCode.INSTALMENT_TOO_EARLY: (
        "L’échéance du {due_on} ne vient pas après le {on}",
        "Donner des échéances dans l’ordre, la première le jour de la signature ou après.",
    ),
    RefusalCode.PLAN_RUNNING: (
        "Le plan d’apurement n° {number} court déjà pour ce créancier",
        "S’il est renégocié, donner `--replaces {number}` ; sinon le terminer d’abord.",
    ),
    RefusalCode.PLAN_OVER: (
        "Le plan d’apurement n° {number} ne court plus depuis le {on}",
        "Noter sur le plan qui court, ou corriger le jour.",
    ),
    RefusalCode.INSTALMENT_NOT_DUE: (
        "L’échéance est à payer jusqu’au {due_on} : elle n’est pas encore impayée",
        "La vérifier le lendemain, ou corriger le jour.",
    ),
    RefusalCode.INSTALMENT_PAID: (
        "L’échéance {number} est entièrement payée depuis le {on}",
        "Vérifier le numéro de l’échéance.",
    ),
    RefusalCode.PAID_TOO_MUCH: (
        "Il ne reste que {left_cents} à payer",
        "Corriger le montant ; ce qui est payé en plus n’est pas de ce plan.",
    ),
}
