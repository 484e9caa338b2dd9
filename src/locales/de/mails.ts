/** Mails that are sent because somebody asked for them this moment. */
export const mails = {
  signIn: {
    subject: '{{code}} ist der Code für {{business}}',
    lead: 'Hier ist der Code zum Anmelden bei {{business}}:',
    link: 'Oder mit einem Tipp anmelden:',
    button: 'Anmelden',
  },
  enrollment: {
    subject: '{{code}} ist der Code für {{business}}',
    lead: 'Schön, dass es losgeht. Mit diesem Code entsteht die Karte bei {{business}}:',
    link: 'Oder mit einem Tipp:',
    button: 'Karte anlegen',
  },
  address: {
    subject: '{{code}} bestätigt die Adresse bei {{business}}',
    lead: 'Mit diesem Code gehört die Adresse zur Karte bei {{business}}:',
  },
  once: 'Er gilt {{minutes}} Minuten und nur einmal.',
  ignore: 'Niemand hat danach gefragt? Dann ist nichts zu tun. Ohne den Code passiert nichts.',
}
