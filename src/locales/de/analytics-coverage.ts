/** How much of what is sold has a name. */
export const analyticsCoverage = {
  title: 'Wie viele Bons einen Namen tragen',
  measured: 'Erfassungsquote je Filiale und Tag, in Prozent der Bons',
  finding: '{{share}} der Bons tragen einen Namen.',
  note: '{{known}} von {{count, number}} Bons seit dem {{from}}. Ein leeres Feld heißt: An diesem Tag kam kein Bon.',
  all: 'alle Tage',
  together: 'Zusammen',
  day: 'Tag',
  known: 'mit Namen',
  ofReceipts: 'Anteil der Bons',
  ofSales: 'Anteil des Umsatzes',
  unsaid: 'Ohne Filiale',
}
