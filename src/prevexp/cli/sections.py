"""What the command line offers, in the order of the work; each command is a module of its name."""

from collections.abc import Mapping

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "Commencer": {
        "demo": "Montrer prevexp sur un trimestre d'exemple, de la liste au bilan.",
    },
    "La liste, et qui approcher": {
        "intake": "Prendre en charge un transfert mensuel de la CCAPEX.",
        "screen": "Dire qui peut être approché, et pourquoi.",
        "explain": "Expliquer la décision sur un dossier.",
        "answer": "Noter la réponse d'un service social sur un dossier.",
        "allocate": "Attribuer les dossiers éligibles dans la limite du quota et de l'équipe.",
    },
    "La journée de l'équipe": {
        "worklist": "Donner la feuille du jour : qui contacter, depuis quand il attend.",
        "plan-rounds": "Grouper les visites à faire par commune en journées faisables.",
        "appointment": "Fixer un rendez-vous avec un ménage, ou l'annuler.",
        "visit-sheet": "Écrire la feuille de visite à imprimer, avec cases à cocher.",
        "letter": "Préparer un courrier, un avis de passage ou un SMS d'après les modèles.",
    },
    "Le ménage : contact, accord, veille": {
        "contact": "Noter une tentative de contact ou un échange, et dire ce qui vient ensuite.",
        "inform": "Noter que le ménage est informé de ce qui est fait de ses données.",
        "agreement": "Noter l'accord au diagnostic : donné, refusé, retiré.",
        "sharing": "Noter ce que le ménage laisse transmettre à un partenaire, ou ne laisse plus.",
        "channel": "Noter qu'un canal met quelqu'un en danger, ou n'en met plus.",
        "hold": "Suspendre le contact avec un ménage jusqu'à un jour, ou lever la suspension.",
        "follow-up": "Décider de la veille d'un ménage : faite, perdue, annulée, prolongée.",
    },
    "Le diagnostic et ce qui est promis": {
        "documents": "Noter ce que disent le bail et les actes d'un dossier.",
        "review-act": "Contrôler un acte d'un dossier et noter ce que le juriste en conclut.",
        "assess": "Noter un diagnostic d'après un formulaire, ou donner le formulaire vide.",
        "assessment": "Montrer le diagnostic d'un dossier, budget et décompte expliqués.",
        "contract": "Noter le contrat d'engagement et le loyer courant, montrer tout ce qui est promis.",
        "fact": "Noter un fait que le territoire ou une extension ajoute aux dossiers, ou le retirer.",
        "undertaking": "Ouvrir une démarche, noter son état, la reporter.",
        "repayment-plan": "Noter un plan d'apurement, ses paiements, ses impayés.",
    },
    "Bailleur et partenaires": {
        "landlord": "Noter ce qui se passe avec le bailleur : garanties, contacts, médiation.",
        "referral": "Orienter un ménage vers un partenaire : proposer, envoyer, répondre, relancer, retirer.",
        "exchange": "Échanger par fichier avec un partenaire : envoyer les orientations, recevoir les réponses.",
        "share": "Dire ce qui partirait vers un partenaire, pourquoi, et pourquoi le reste ne part pas.",
        "note": "Écrire la note à la CCAPEX, ou ce qui va au juge, à imprimer.",
    },
    "La vie d'un dossier": {
        "case": "Montrer la vie d'un dossier : ce qui s'est passé, ce qui est à faire et par qui.",
        "history": "Donner les saisies numérotées d'un dossier.",
        "correct": "Rayer une saisie fausse d'un dossier.",
        "same-case": "Dire si deux dossiers n'en font qu'un.",
        "split": "Donner son propre dossier au second ménage d'un dossier.",
        "transfer": "Transmettre un dossier à un autre intervenant, avec une passation.",
        "close": "Clore un dossier, avec son motif et ce qu'est devenu le ménage.",
        "reopen": "Rouvrir un dossier clos.",
        "record": "Noter un fichier de saisies après coup : toutes, ou aucune.",
    },
    "Compter, vérifier, calculer": {
        "report": "Écrire le bilan d'une période : page HTML, CSV, JSON.",
        "indicators": "Donner les indicateurs d'une période, par mois, arrondissement, stade…",
        "snapshot": "Mettre à jour l'instantané en colonnes, pseudonyme, pour compter à grande échelle.",
        "national": "Donner les indicateurs de plusieurs départements d'après leurs instantanés.",
        "privacy": "Répondre aux personnes sur leurs données, et au délégué à leur protection.",
        "journal": "Vérifier les journaux, en donner l'ancre à un tiers.",
        "verify": "Le nom court de journal verify.",
        "access": "Dire qui a lu ou remis quoi à qui ; effacer ce qui est trop ancien.",
        "conformance": "Éprouver un plugin avec les règles de son contrat.",
        "law": "Calculer un délai, lire une règle datée, tracer les délais d'un dossier.",
    },
    "Ne rien perdre": {
        "verify": "Vérifier la chaîne du journal et donner son ancre.",
        "backup": "Sauvegarder la base pendant qu'on y travaille.",
        "restore": "Faire une base neuve d'une sauvegarde, après l'avoir vérifiée.",
        "keys": "Voir la clé maîtresse, la copier, la changer ; dire ce qui reste lisible sans elle.",
    },
    "Extensions (plugins)": {
        "plugins": "Voir les extensions, comprendre leurs défauts, en désactiver ou en écrire une.",
    },
}
"""Title of a part of the help -> name of a command -> its one line of help. Listing them imports none."""
