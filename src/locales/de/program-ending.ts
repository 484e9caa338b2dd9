/** How the whole program comes to its end. */
export const programEnding = {
  ending: {
    title: 'Programm beenden',
    see: 'Zum Ende des Programms',
    none: 'Noch gibt es kein Programm, also auch nichts zu beenden.',
    open: 'Das Programm läuft, ein Ende ist nicht geplant.',
    openReason:
      'Wer es beendet, sagt zwei letzte Tage: bis wann gesammelt und bis wann eingelöst wird. So kommt jeder [Gast|Kunde] noch zu dem, was ihm zusteht.',
    planned: 'Das Programm endet: einlösen bis {{redeem}}.',
    plannedReason: 'Gesammelt wird bis {{collect}}. Das lesen Ihre [Gäste|Kunden] auf ihrer Karte.',
    redeeming: 'Gesammelt wird nicht mehr, eingelöst noch bis {{redeem}}.',
    redeemingReason:
      'Der letzte Tag zum Sammeln war {{collect}}. Ihre [Gäste|Kunden] lesen auf ihrer Karte, bis wann sie einlösen.',
    over: 'Das Programm endete am {{redeem}}.',
    overReason:
      'Es gibt nichts mehr zu sammeln und nichts mehr einzulösen. Was noch offen war, wird als verfallen gebucht.',
    whoHas: 'Wer noch etwas hat',
    nobody: 'Niemand hat noch etwas einzulösen.',
    has_one: 'Ein [Gast|Kunde] hat noch {{points}} {{name}}, das sind {{worth}}.',
    has_other:
      '{{customers}} [Gäste|Kunden] haben zusammen {{points}} {{name}}, das sind {{worth}}.',
    lastDays: 'Die letzten Tage',
    otherDays: 'Andere Tage',
    collectUntil: 'Letzter Tag zum Sammeln',
    redeemUntil: 'Letzter Tag zum Einlösen',
    fault: {
      in_past: 'Dieser Tag ist vorbei.',
      reversed: 'Einlösen geht mindestens so lange wie Sammeln.',
      too_soon:
        '[Gäste|Kunden] brauchen ab heute mindestens 30 Tage zum Einlösen. Mehr Zeit als zugesagt geht immer.',
    },
    end: 'Programm beenden',
    change: 'Tage ändern',
    ask: 'Das Programm beenden?',
    means:
      'Bis {{collect}} wird gesammelt, bis {{redeem}} eingelöst. Was danach noch offen ist, verfällt. Ihre [Gäste|Kunden] lesen das sofort auf ihrer Karte.',
    done: 'Die letzten Tage stehen fest.',
    after: 'Was dann geschieht',
    told: 'Auf der Karte jedes [Gastes|Kunden] stehen beide Tage, bis das Programm vorbei ist.',
    sign: 'Im Laden hilft ein Aushang: Nicht jeder sieht auf sein Telefon.',
    vouchers: 'Gutscheine, die jemand schon hat, gelten so lange, wie darauf steht.',
    books: 'Was am letzten Tag offen bleibt, wird als verfallen gebucht.',
    after_all: 'Doch weiter',
    after_allWhat:
      'Bis zum Tag vor dem letzten geht das Programm auf Wunsch weiter. Einkäufe nach dem letzten Tag zum Sammeln bringen auch dann nichts; Empfehlungen, die nur an diesem Tag scheiterten, laufen weiter.',
    goOn: 'Doch nicht beenden',
    again: 'Neu beginnen',
    againWhat: 'Regeln und Prämien gelten wieder, alle fangen bei null an.',
    beginAgain: 'Wieder beginnen',
    goesOn: 'Das Programm geht weiter.',
  },
}
