import { useState } from 'react'
import { Button } from '../../design/button.tsx'
import { VisitStrip } from '../../design/charts/visit-strip.tsx'
import { Folds } from '../../design/folds.tsx'
import { KeyValues } from '../../design/key-values.tsx'
import { Columns, Stack } from '../../design/layout.tsx'
import { Section } from '../../design/section.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { Timeline } from '../../design/timeline.tsx'
import { visits } from './figures.ts'

const folds = [
  [
    'Wert',
    'Bisher 842,60 € Umsatz. In den nächsten zwölf Monaten voraussichtlich zwischen 190 und 410 €.',
  ],
  [
    'Wie ungewöhnlich ist das?',
    'So lange war er noch nie weg. Sechs von zehn Gästen in dieser Lage kamen von selbst wieder.',
  ],
  [
    'Einwilligungen',
    'Neuigkeiten per E-Mail, bestätigt am 4. März 2024. Post erlaubt. Keine Anrufe.',
  ],
]

export function CustomerScreen() {
  const [way, setWay] = useState('all')
  return (
    <Stack>
      <Sentence
        lead="Stammgast seit März 2024, 143 Besuche, meist dienstags und freitags früh, Altstadt, Hafer-Cappuccino."
        note="Erreichbar per E-Mail und Post. Kein Telefon. Möchte mit Sie angesprochen werden."
        actions={
          <>
            <Button kind="plain">Mehr</Button>
            <Button kind="main">Auf seine Frage antworten</Button>
          </>
        }
      >
        Thomas Brandt
      </Sentence>
      <VisitStrip
        look="bare"
        title="Jeder Strich ein Besuch"
        finding="Besuche seit Ende Mai: meist zweimal die Woche, seit dem 30. Oktober keiner"
        visits={visits}
        until="2026-11-21"
        absence={{
          words: '22 Tage',
          remark: 'seit Freitag, 30. Oktober, nicht da; sonst alle 3 bis 4 Tage',
        }}
      />
      <Columns
        aside={
          <>
            <Section heading="Einlösbar">
              <KeyValues
                lines={[
                  { key: 'a', word: 'Hafermilch oder Shot dazu', value: '3 Stempel' },
                  { key: 'b', word: 'Guthaben', value: '12,40 €' },
                  { key: 'c', word: 'Geschenk: Thermobecher', value: 'in 7 Besuchen' },
                ]}
              />
            </Section>
            <Section heading="Offene Anliegen">
              <KeyValues
                lines={[{ key: 'a', word: 'Frage zur Öffnungszeit', value: 'seit 4 Tagen' }]}
              />
            </Section>
          </>
        }
      >
        <Section
          heading="Verlauf"
          aside={
            <Segmented
              label="Wege"
              look="words"
              value={way}
              options={[
                { value: 'all', word: 'Alle Wege' },
                { value: 'visits', word: 'Besuche' },
                { value: 'messages', word: 'Nachrichten' },
              ]}
              onChange={setWay}
            />
          }
        >
          <Timeline
            label="Verlauf"
            lines={[
              {
                key: '1',
                when: 'Di 17. Nov.',
                where: 'E-Mail',
                what: '„Öffnen Sie dienstags irgendwann wieder um sieben?“',
                outcome: <a href="#content">Antworten</a>,
              },
              { key: '2', pause: '22 Tage kein Besuch' },
              {
                key: '3',
                when: 'Fr 30. Okt.',
                where: 'Altstadt',
                what: '7.18 Uhr: Hafer-Cappuccino groß, Rosinenschnecke',
                outcome: '6,90 €, 1 Stempel',
              },
              {
                key: '4',
                when: 'Di 27. Okt.',
                where: 'Altstadt',
                what: '7.21 Uhr: Hafer-Cappuccino groß',
                outcome: '4,30 €, 1 Stempel',
              },
              {
                key: '5',
                when: 'Do 15. Okt.',
                where: 'Webshop',
                what: 'Hausröstung 500 g, ganze Bohne; am 17. zugestellt',
                outcome: '16,90 €',
              },
              {
                key: '6',
                when: '9. bis 16. Okt.',
                where: 'Altstadt',
                what: '3 Besuche',
                outcome: '12,90 €, 3 Stempel',
                isFolded: true,
              },
              {
                key: '7',
                when: 'Di 6. Okt.',
                where: 'Altstadt',
                what: 'Heißgetränk eingelöst für 10 Stempel',
                outcome: '13. Prämie',
              },
              {
                key: '8',
                when: 'Sept. 2026',
                where: '',
                what: '7 Besuche; Frau Arslan kam auf seine Empfehlung',
                outcome: '38,40 €',
                isFolded: true,
              },
            ]}
            more={<Button kind="word">Früheres zeigen, bis März 2024</Button>}
          />
        </Section>
      </Columns>
      <Folds
        folds={folds.map(([name = '', summary]) => ({
          key: name,
          name,
          summary,
          content: summary,
        }))}
      />
    </Stack>
  )
}
