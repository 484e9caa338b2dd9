import type { ImportField } from '#contract/language/import-mapping.ts'

const number = '(?: ?(?:id|no|nr|num|number|nummer|nummern|code|key|ref))'

/**
 * How headers name a field, best first. Headers are compared in lower case, umlauts written out,
 * words parted by single blanks. A later pattern speaks less clearly than an earlier one.
 */
const patterns: Record<ImportField, RegExp[]> = {
  customer: [
    new RegExp(
      `^(?:customer|client|kunden?|kd|gast|gaeste|mitglieds?|member|debitor(?:en)?|kundenkarten?|loyalty|card|karten?|buyer|shopper)${number}$`,
    ),
    /^(?:customer|client|kunde|gast|mitglied|member|debitor|kundenkarte|user ?id|master ?id)$/,
    new RegExp(`(?:customer|kunden?|client|gast|member)${number}`),
  ],
  date: [
    /^(?:datum|date|(?:order|purchase|invoice|receipt|transaction|sale|sales|bon|beleg|kauf|verkaufs?|bestell|rechnungs?|buchungs?|umsatz) ?(?:datum|date|date ?time|zeitpunkt))$/,
    /^(?:datum uhrzeit|datum und uhrzeit|datum zeit|date ?time|timestamp|zeitstempel|zeitpunkt|occurred at|created at|purchased at|ordered at|paid at|tag|day)$/,
    /\b(?:date|datum|date ?time)\b|datum$/,
  ],
  time: [
    /^(?:uhrzeit|zeit|time|time of day)$/,
    /(?:^| )(?:uhrzeit|time)$|(?:bon|beleg|verkaufs|kauf)(?: ?uhr)? ?zeit$/,
  ],
  amount: [
    /^(?:(?:gesamt|end|bon|rechnungs?|umsatz|zahl|kauf|brutto) ?(?:betrag|summe|umsatz|preis|wert)|betrag|summe|gesamt|total|total ?(?:amount|price|sales|gross)?|amount|gross(?: amount| total)?|brutto|grand total|revenue|umsatz|sales|turnover|spend)(?: brutto| gross)?$/,
    /^(?:(?:order|invoice|receipt|basket|transaction|line|purchase|sale|sales) ?(?:total|amount|value|sum)|(?:netto|net) ?(?:betrag|umsatz|amount|total|sales|summe|revenue)?|wert|value|positionsbetrag|zeilenbetrag)$/,
    /\b(?:betrag|umsatz|amount|revenue|total|summe|sales|brutto|gross|spend)\b|(?:betrag|summe|umsatz)$/,
  ],
  quantity: [
    /^(?:menge|anzahl|stueck|stueckzahl|stk|qty|quantity|units|pieces|pcs|items|artikelanzahl|number of (?:items|units|articles|cds)|anz|units sold|item count)$/,
    /\b(?:menge|anzahl|quantity|qty|stueckzahl)\b/,
  ],
  receipt: [
    new RegExp(
      `^(?:receipt|invoice|order|transaction|ticket|basket|sale|bon|kassenbon|beleg|rechnungs?|bestell|bestellungs?|auftrags?|transaktions?|vorgangs?|quittungs?)${number}$`,
    ),
    /^(?:invoice|receipt|order|bon|kassenbon|beleg|rechnung|bestellung|auftrag|transaction|transaktion|ticket|basket|vorgang|invoiceno)$/,
  ],
  store: [
    new RegExp(
      `^(?:store|shop|filial(?:e|en)?|standort|branch|location|outlet|betriebs?|markt|haus|laden|niederlassung)(?:${number}| ?name)?$`,
    ),
  ],
  channel: [
    /^(?:channel|kanal|vertriebsweg|vertriebskanal|verkaufskanal|sales channel|order channel)$/,
  ],
  category: [
    /^(?:category|categories|kategorie|warengruppe|produktgruppe|artikelgruppe|hauptwarengruppe|product (?:group|category|type)|item category|department|abteilung|sparte|wg)(?: name)?$/,
  ],
  sku: [
    new RegExp(
      `^(?:sku|ean|gtin|plu|stock ?code|(?:artikel|art|article|product|produkt|item|material|variant)${number})$`,
    ),
  ],
  article: [
    /^(?:artikel|article|product|produkt|item|bezeichnung|description|beschreibung|(?:artikel|produkt|waren) ?(?:name|bezeichnung|text|beschreibung)|(?:product|item|article) (?:name|description|title)|title)$/,
  ],
  unitPrice: [
    /^(?:unit ?price|price per unit|price each|einzelpreis|stueckpreis|e preis|ep|vk|vk preis|verkaufspreis|item price)$/,
    /^(?:price|preis)$/,
  ],
  currency: [/^(?:currency|currency code|waehrung|waehrungscode|whg|curr)$/],
  marker: [
    /^(?:typ|type|art|vorgangsart|belegart|buchungsart|bonart|transaktionsart|transaktionstyp|transaction type|order type|document type|retoure|return|storno|is return|returned|refund|cancelled|canceled|status|vorgang)$/,
  ],
  email: [/^(?:e ?mail|mail)(?: ?(?:adresse|address))?$/, /\be ?mail\b/],
  name: [/^(?:name|(?:kunden|gast|customer|client|full|member|gaeste) ?name)$/],
}

/** Words that make a money column something else than what was paid. */
const notPaid =
  /\b(?:tax|vat|mwst|ust|steuer|discount|rabatt|tip|trinkgeld|shipping|versand|cost|costs|ek|einkauf|wareneinsatz|margin|marge)\b|steuer|rabatt/

/** How clearly a header names a field: 0 not at all, more is clearer. */
export function headerScore(header: string, field: ImportField): number {
  const words = headerWords(header)
  if ((field === 'amount' || field === 'unitPrice') && notPaid.test(words)) return 0
  const plain = withoutCurrency(words)
  const at = patterns[field].findIndex((pattern) => pattern.test(plain))
  return at < 0 ? 0 : patterns[field].length - at + (at === 0 ? 10 : 0)
}

/** Lower case, umlauts written out, words parted by single blanks: `invoiceNo` is `invoice no`. */
export function headerWords(header: string): string {
  return header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

const currencyWords: Record<string, string> = {
  eur: 'EUR',
  euro: 'EUR',
  usd: 'USD',
  gbp: 'GBP',
  chf: 'CHF',
  sek: 'SEK',
  nok: 'NOK',
  dkk: 'DKK',
  pln: 'PLN',
  czk: 'CZK',
  huf: 'HUF',
  jpy: 'JPY',
  cad: 'CAD',
  aud: 'AUD',
}

/** The currency a header names: `revenue_gbp`, `Betrag (EUR)`, `Umsatz €`. */
export function currencyOfHeader(header: string): string | undefined {
  const word = headerWords(header)
    .split(' ')
    .find((one) => one in currencyWords)
  return word === undefined ? currencyOfSign(header) : currencyWords[word]
}

/** The currency a text names by sign or code. A dollar is taken for the one of the United States. */
export function currencyOfSign(text: string): string | undefined {
  if (text.includes('€')) return 'EUR'
  if (text.includes('£')) return 'GBP'
  if (text.includes('$')) return 'USD'
  const code = /(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])/.exec(text)?.[0].toLowerCase()
  return code === undefined ? undefined : currencyWords[code]
}

export const isNetHeader = (header: string) =>
  /\b(?:net|netto)\b|^netto/.test(headerWords(header)) &&
  !/\b(?:gross|brutto)\b/.test(headerWords(header))

function withoutCurrency(words: string): string {
  const kept = words.split(' ').filter((word) => !(word in currencyWords))
  return kept.length > 0 ? kept.join(' ') : words
}
